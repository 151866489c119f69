"""What the tests of signing in say again and again."""


def bearer(answer):
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}
