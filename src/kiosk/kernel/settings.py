"""Everything that may be set from outside, read once from the environment (and `.env`)."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kiosk.kernel.origins import origin_of

TelegramMode = Literal["polling", "webhook"]


class TelegramSettings(BaseModel):
    """How the shop's bot reaches Telegram (`KIOSK_TELEGRAM_*`)."""

    token: SecretStr | None = None
    api_url: str = "https://api.telegram.org"
    link_url: str = Field(default="https://t.me", description="Where links to bots lead")
    mode: TelegramMode = "polling"
    messages_per_second: float = Field(default=25, gt=0, le=1000)
    bot_id: int | None = Field(
        default=None, description="The bot whose Mini App signs in here, where its token is kept elsewhere"
    )
    test_server: bool = Field(default=False, description="The bot lives on Telegram's test server")
    init_data_seconds: int = Field(
        default=3600, ge=60, le=86_400, description="How old a Mini App's initData may be"
    )
    is_from_panel: bool = Field(
        default=False, description="The token was connected in the panel; processes say so to themselves"
    )


class SmtpSettings(BaseModel):
    """The mail server that takes our letters (`KIOSK_SMTP_*`). Without a host no letters are sent."""

    host: str | None = None
    port: int = Field(default=587, ge=1, le=65535)
    encryption: Literal["starttls", "tls", "none"] = "starttls"
    username: str | None = None
    password: SecretStr | None = None
    sender: str | None = None
    """The address that letters come from, with a name or without: `Shop <shop@example.com>`."""


class OpenIdSettings(BaseModel):
    """How people sign in with Telegram in a browser (`KIOSK_OPENID_*`): what @BotFather shows under Web Login."""

    client_id: str | None = None
    client_secret: SecretStr | None = None
    issuer: str = "https://oauth.telegram.org"

    @property
    def is_set_up(self) -> bool:
        """Whether there is what the provider knows us by."""
        return bool(self.client_id and self.client_secret)


class GoogleSettings(BaseModel):
    """How the shop reaches Google Sheets (`KIOSK_GOOGLE_*`): the service account's key, kept as a secret file."""

    key_file: Path | None = None
    sheets_url: str = "https://sheets.googleapis.com"
    token_url: str = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address


class Settings(BaseSettings):
    """Settings of one process. Names of variables are `KIOSK_` and the field's name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="KIOSK_",
        env_nested_delimiter="_",
        env_nested_max_split=1,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    metrics_port: int = Field(default=0, ge=0, le=65535, description="0: no metrics server")
    data_dir: Path = Path(".kiosk")
    backup_dir: Path | None = Field(default=None, description="KIOSK_DATA_DIR/backups if it isn't given")
    database_url: str | None = None
    database_pool: int = Field(default=10, ge=2, le=100)
    redis_url: str | None = None
    secret_key: SecretStr | None = None
    previous_secret_keys: SecretStr | None = Field(
        default=None,
        description="Keys that served before, apart by blanks: what they signed or hid still holds",
    )
    public_url: str | None = None
    allowed_origins: str = Field(
        default="",
        description="Other sites whose pages may use the API, apart by commas or blanks; no patterns",
    )
    staff_chat_id: int | None = None
    trusted_proxies: str = Field(
        default="127.0.0.1", description="Addresses or networks of proxies whose X-Forwarded-* is believed"
    )
    log_format: Literal["json", "text"] = "json"
    telegram: TelegramSettings = TelegramSettings()
    google: GoogleSettings = GoogleSettings()
    smtp: SmtpSettings = SmtpSettings()
    openid: OpenIdSettings = OpenIdSettings()

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        for each in _listed(value):
            safe = each.startswith(("https://", "http://localhost:", "http://127.0.0.1:"))
            if not safe or each != origin_of(each) or "*" in each:
                raise ValueError(f"{each} is not an origin like https://app.example.com")
        return value

    @property
    def origins(self) -> frozenset[str]:
        """The origins of other sites whose pages may use the API."""
        return frozenset(_listed(self.allowed_origins))

    @property
    def secret(self) -> str:
        """The installation's key. RuntimeError if there is none: whatever needs one was started without its checks."""
        if self.secret_key is None:
            raise RuntimeError("KIOSK_SECRET_KEY is not set")
        return self.secret_key.get_secret_value()

    @property
    def secrets(self) -> tuple[str, ...]:
        """The installation's key, then those that served before it."""
        previous = self.previous_secret_keys.get_secret_value().split() if self.previous_secret_keys else []
        return (self.secret, *previous)

    @property
    def media_dir(self) -> Path:
        """Where pictures are stored."""
        return self.data_dir / "media"

    @property
    def backups(self) -> Path:
        """Where the nightly backups lie."""
        return self.backup_dir or self.data_dir / "backups"


def _listed(text: str) -> list[str]:
    return text.replace(",", " ").split()
