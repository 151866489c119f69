"""What is initData and what only looks like it: the rules alone, without a server."""

import os
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.sign_in import rules
from kiosk.sign_in.rules import StaleInitData, UnusableInitData
from kiosk.sign_in.service.mini_app import TELEGRAM_KEY, TELEGRAM_TEST_KEY, _is_signed_by_telegram
from tests.conftest import NOW
from tests.sign_in.init_data import TOKEN, of_a_real_client, person, signed

HOUR = timedelta(hours=1)
MUTATIONS = 10_000 if os.environ.get("KIOSK_FAULTS") == "whole" else 2_000


@pytest.fixture(scope="module")
def vector():
    return of_a_real_client()


def read(raw, token=TOKEN, now=NOW, max_age=HOUR):
    fields = rules.parse_init_data(raw)
    if not rules.is_signed_by_bot(fields, token):
        raise UnusableInitData("not signed for this bot")
    return rules.read_launch(fields, now, max_age)


def accepted(raw, **more):
    try:
        return read(raw, **more)
    except UnusableInitData:
        return None


def test_data_of_a_real_client_are_read(vector):
    at = datetime.fromtimestamp(1733584787, UTC)
    launch = read(vector["init_data"], vector["bot_token"], at)
    assert (launch.telegram_id, launch.username, launch.at) == (279058397, "vdkfrost", at)
    assert launch.full_name == "Vladislav + - ? / Kibenko"


@pytest.mark.sec("A04")
def test_a04_seed_004_takes_data_of_400_days_ago_and_we_do_not(vector):
    with pytest.raises(StaleInitData):
        read(vector["init_data"], vector["bot_token"], NOW)


def test_telegrams_own_signature_holds_for_its_bot_and_its_key_only(vector):
    fields = rules.parse_init_data(vector["init_data"])
    bot = vector["bot_id"]
    assert rules.message_for_others(fields, bot).decode() == vector["ed25519_message"]
    assert _is_signed_by_telegram(fields, bot, TELEGRAM_KEY)
    assert not _is_signed_by_telegram(fields, bot + 1, TELEGRAM_KEY)
    assert not _is_signed_by_telegram(fields, bot, TELEGRAM_TEST_KEY)
    assert not _is_signed_by_telegram(fields | {"auth_date": "1733584788"}, bot, TELEGRAM_KEY)
    assert (TELEGRAM_KEY.hex(), TELEGRAM_TEST_KEY.hex()) == (
        vector["ed25519_public_key_prod_hex"],
        vector["ed25519_public_key_test_hex"],
    )


def test_a_signature_is_written_in_one_way_only(vector):
    fields = rules.parse_init_data(vector["init_data"])
    for other in (
        fields["signature"][:-1] + "R",
        fields["signature"] + "==",
        fields["signature"][:-2],
        "",
        "é",
    ):
        with pytest.raises(UnusableInitData):
            rules.signature_of(fields | {"signature": other})


@st.composite
def mutations(draw):
    """The signed text with bytes changed, fields left out, added, repeated or renamed."""
    raw = signed(query_id="AAHdF6IQAAAAAN0XohDhrOrc", chat_type="private")
    pieces = raw.split("&")
    kind = draw(st.sampled_from(["byte", "drop", "add", "twice", "cut", "rename"]))
    where = draw(st.integers(0, len(pieces) - 1))
    if kind == "byte":
        at = draw(st.integers(0, len(raw) - 1))
        return raw[:at] + draw(st.characters(codec="utf-8")) + raw[at + 1 :]
    if kind == "drop":
        del pieces[where]
    elif kind == "add":
        name = draw(st.sampled_from(["is_admin", "start_param", "x", "signature", "can_send_after"]))
        pieces.insert(where, f"{name}={quote(draw(st.text(max_size=8)))}")
    elif kind == "twice":
        pieces.insert(where, draw(st.sampled_from(pieces)))
    elif kind == "rename":
        pieces[where] = (
            draw(st.sampled_from(["user", "auth_date", "hash", "id"])) + "=" + pieces[where].split("=")[1]
        )
    else:
        return raw[: draw(st.integers(0, len(raw) - 1))]
    return "&".join(pieces)


def same_text(raw):
    original = signed(query_id="AAHdF6IQAAAAAN0XohDhrOrc", chat_type="private")
    return sorted(parse_qsl(raw, keep_blank_values=True)) == sorted(
        parse_qsl(original, keep_blank_values=True)
    )


@pytest.mark.sec("A03")
@settings(max_examples=MUTATIONS, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutations())
def test_a03_whatever_is_changed_is_refused(raw):
    if not same_text(raw):  # %7b is %7B: another spelling of the very same data
        assert accepted(raw) is None


@pytest.mark.sec("A03")
def test_a03_another_spelling_of_the_same_launch_counts_as_the_same():
    raw = signed()
    lower = raw.replace("%7B", "%7b").replace("%22", "%22")
    turned = "&".join(reversed(raw.split("&")))
    assert lower != raw
    assert read(raw).digest == read(lower).digest == read(turned).digest


@pytest.mark.sec("A06")
@settings(max_examples=1_000, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=64),
    st.text(st.sampled_from("&+%=#?/\\\"' \u202eשלום🙂Жң<b"), max_size=64),
)
def test_a06_nobody_is_locked_out_by_their_name(first, last):
    launch = read(signed(user=person(first_name=first, last_name=last)))
    assert (launch.first_name, launch.last_name) == (first.strip(), last.strip())


@pytest.mark.sec("A06")
@pytest.mark.parametrize(
    "name", ["A&B", "50%25", "50%", "a+b", "a=b", 'Tom & "Jerry"', "🙂", "שלום", "%00", "\x7f"]
)
def test_a06_names_that_decoding_twice_would_break(name):
    assert read(signed(user=person(first_name=name))).first_name == name


@pytest.mark.sec("A05")
@pytest.mark.parametrize(
    "fields",
    [
        {"auth_date": None},
        {"auth_date": ""},
        {"auth_date": "0"},
        {"auth_date": "-1"},
        {"auth_date": "1e9"},
        {"auth_date": "１７３３"},
        {"auth_date": "9" * 11},
        {"auth_date": "9" * 5000},
        {"auth_date": str(int(NOW.timestamp()) + 61)},
        {"auth_date": str(int(NOW.timestamp()) - 3601)},
        {"auth_date": str(int(NOW.timestamp())) + "\n"},
        {"start_param": "a\nb=c"},
        {"start_param": "a\x00"},
        {"start_param": "\r"},
        {"auth_date\nquery_id": "1"},
        {"Auth_Date": "1"},
        {"": "1"},
        {"user": None},
        {"user": "[]"},
        {"user": "{"},
        {"user": "[" * 8000},
        {"user": '{"id":1,"id":2,"first_name":"x"}'},
        {"user": '{"id":"1"}'},
        {"user": '{"id":true}'},
        {"user": '{"id":1.0}'},
        {"user": '{"id":0}'},
        {"user": '{"id":4503599627370496}'},
        {"user": '{"id":1,"is_bot":true}'},
        {"user": '{"id":' + "9" * 5000 + "}"},
    ],
)
def test_a05_well_signed_nonsense_is_refused(fields):
    raw = signed(**fields)
    with pytest.raises(UnusableInitData):
        read(raw)


@pytest.mark.sec("A05")
def test_a05_merged_and_repeated_fields_are_refused():
    """One key `auth_date=1\\nquery_id` has the check string of two fields: aiogram takes it."""
    at = int(NOW.timestamp())
    honest = signed(query_id="AAH")
    fields = dict(parse_qsl(honest))
    merged = f"auth_date%3D{at}%0Aquery_id=AAH&user={quote(fields['user'], safe='')}&hash={fields['hash']}"
    assert accepted(honest) and accepted(merged) is None
    for raw in (
        honest + "&user=1",
        "&" + honest,
        honest + "&",
        honest.replace("=AAH", ""),
        "",
        "hash=",
        "%zz=1",
    ):
        assert accepted(raw) is None, raw


@pytest.mark.sec("A04")
def test_a04_an_hour_is_the_limit_to_the_second():
    assert accepted(signed(auth_date=str(int(NOW.timestamp()) - 3600)))
    assert accepted(signed(auth_date=str(int(NOW.timestamp()) - 3601))) is None
    assert accepted(signed(auth_date=str(int(NOW.timestamp()) + 60)))


def test_halves_of_characters_are_left_out_of_names():
    launch = read(signed(user='{"id":7,"first_name":"A\\ud800B","last_name":null,"username":5}'))
    assert (launch.full_name, launch.last_name, launch.username) == ("AB", "", None)
