"""An authenticator in software (WebAuthn, level 3, section 6): keys of ES256, with whatever it is told to do wrong."""

import base64
import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Passkey:
    """A credential as it lies in the authenticator."""

    rp_id: str
    user_handle: bytes
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    counter: int = 0


@dataclass
class Authenticator:
    """What sits between the person and the page at `origin`."""

    origin: str = "http://localhost"
    flags: int = PRESENT | VERIFIED
    counts: bool = True
    held: Passkey | None = None

    def create(self, options, **wrong):
        """Answer `navigator.credentials.create(options)` with a new passkey."""
        handle = base64.urlsafe_b64decode(options["user"]["id"] + "==")
        self.held = Passkey(options["rp"]["id"], handle)
        public = self.held.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        attested = bytes(16) + struct.pack(">H", len(self.held.id)) + self.held.id + cbor2.dumps(cose)
        data = self._data(ATTESTED, wrong) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options, wrong)
        return self._credential({"clientDataJSON": b64(client), "attestationObject": b64(attestation)})

    def get(self, options, **wrong):
        """Answer `navigator.credentials.get(options)` with the passkey."""
        if self.counts:
            self.held.counter += 1
        data = self._data(0, wrong)
        client = self._client("webauthn.get", options, wrong)
        signed = data + hashlib.sha256(client).digest()
        signature = wrong.get("key", self.held.key).sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._credential(
            {
                "clientDataJSON": b64(client),
                "authenticatorData": b64(data),
                "signature": b64(signature),
                "userHandle": b64(wrong.get("user_handle", self.held.user_handle)),
            }
        )

    def _data(self, flags, wrong):
        rp_hash = hashlib.sha256(wrong.get("rp_id", self.held.rp_id).encode()).digest()
        return (
            rp_hash + bytes([wrong.get("flags", self.flags) | flags]) + struct.pack(">I", self.held.counter)
        )

    def _client(self, kind, options, wrong):
        said = {
            "type": wrong.get("type", kind),
            "challenge": wrong.get("challenge", options["challenge"]),
            "origin": wrong.get("origin", self.origin),
            "crossOrigin": False,
        }
        return json.dumps(said).encode()

    def _credential(self, response):
        return {
            "id": b64(self.held.id),
            "rawId": b64(self.held.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        }
