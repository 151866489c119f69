import { asLanguage, type Language } from "@kiosk/ui";
import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import { usePane } from "../../state/pane.ts";
import { Dialog } from "../../ui/Dialog.tsx";

interface Place {
  name: string;
  latitude: number;
  longitude: number;
}

/** Where the made-up people live: the middle of a city that speaks their language. */
const PLACES: Readonly<Record<Language, Place>> = {
  kk: { name: "Алматы", latitude: 43.238_95, longitude: 76.889_71 },
  uk: { name: "Київ", latitude: 50.450_1, longitude: 30.523_4 },
  ru: { name: "Астана", latitude: 51.128_2, longitude: 71.430_6 },
  en: { name: "Dublin", latitude: 53.349_8, longitude: -6.260_3 },
};

interface Props {
  what: "contact" | "location";
  onClose(): void;
  onShared(): void;
}

/** Asks before a phone number or a place leaves the phone, as Telegram does. */
export function ShareDialog({ what, onClose, onShared }: Props) {
  const texts = useTexts();
  const { session, chatId, bot, person } = usePane();
  const place = PLACES[asLanguage(person.language_code) ?? "en"];
  const isContact = what === "contact";
  const share = (): void => {
    onClose();
    onShared();
    if (isContact) void session.shareContact(chatId);
    else void session.shareLocation(chatId, place.latitude, place.longitude);
  };
  const words = isContact ? texts.shareContactText : texts.shareLocationText;
  return (
    <Dialog title={isContact ? texts.shareContactTitle : texts.shareLocationTitle} onClose={onClose}>
      <p>{fill(words, { bot: bot.first_name, place: place.name })}</p>
      <div className="dialog-buttons">
        <button type="button" className="plain-button" onClick={onClose}>
          {texts.cancel}
        </button>
        <button type="button" className="main-button" data-testid="share-confirm" onClick={share}>
          {texts.share}
        </button>
      </div>
    </Dialog>
  );
}
