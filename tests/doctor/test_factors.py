"""The doctor notices second factors that nobody can open any more."""

import pyotp
import pytest
from pydantic import SecretStr

from kiosk.doctor.examination import examine
from kiosk.identity.service import create_owner
from kiosk.identity.service.second_factor import begin_enrolment, confirm_enrolment
from kiosk.identity.service.sessions import Entry, open_session
from kiosk.kernel.settings import Settings
from tests.staff import PASSWORD

OLD, NEW = "k3Jx_0v-Yq8ZrT5wLmN2pQ7sUbVcXdEf", "aB4_dE6-gH8iJ0kL2mN4oP6qR8sT0uVw"


@pytest.fixture
async def sealed_with_the_old_key(database):
    """An owner whose authenticator app was hidden with `OLD`."""
    async with database.unit() as unit:
        owner = await create_owner(unit, "marina", PASSWORD, "Marina")
        session = (await open_session(unit, OLD, owner.id, Entry(is_strong=True))).session_id
        begun = await begin_enrolment(unit, OLD, owner.id, session, unit.now(), issuer="Shop")
        code = pyotp.TOTP(begun.secret).at(unit.now())
        await confirm_enrolment(unit, [OLD], owner.id, session, code)
        await unit.commit()


@pytest.mark.parametrize(("previous", "lost"), [(OLD, False), (None, True)])
async def test_the_doctor_misses_the_key_of_second_factors(
    sealed_with_the_old_key, database_url, previous, lost
):
    settings = Settings(_env_file=None).model_copy(
        update={
            "database_url": database_url,
            "secret_key": SecretStr(NEW),
            "previous_secret_keys": previous and SecretStr(previous),
        }
    )
    findings = [str(each) for each in await examine(settings)]
    assert any("1 authenticator apps were hidden" in each for each in findings) == lost
