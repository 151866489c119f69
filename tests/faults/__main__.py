from tests.faults.process import main

main()
