"""What people should know of their own account: sign-ins from new devices, stolen sessions, changed passwords."""
