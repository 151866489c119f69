import type { Contact, FileMedia, Invoice, Location, Message } from "../../api/telegram.ts";
import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import { formatMinor, formatSize } from "../../lib/money.ts";
import { avatarColour, fullName } from "../../lib/names.ts";
import { mediaName } from "../../lib/preview.ts";
import { usePane } from "../../state/pane.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";

/** Whatever a message carries that is neither words nor a photo; null when it carries nothing such. */
export function Attachment({ message }: { message: Message }) {
  const file =
    message.document ??
    message.animation ??
    message.video ??
    message.video_note ??
    message.audio ??
    message.voice;
  if (message.sticker) return <Sticker sticker={message.sticker} />;
  if (file) return <FileRow file={file} message={message} />;
  if (message.contact) return <ContactCard contact={message.contact} />;
  if (message.venue) {
    return (
      <Place location={message.venue.location} title={message.venue.title} address={message.venue.address} />
    );
  }
  if (message.location) return <Place location={message.location} />;
  if (message.invoice) return <InvoiceCard invoice={message.invoice} />;
  if (message.dice) return <p className="large-emoji">{`${message.dice.emoji} ${message.dice.value}`}</p>;
  if (message.poll) return <PollCard poll={message.poll} />;
  return null;
}

/** Whether `Attachment` has something to draw. */
export function hasAttachment(message: Message): boolean {
  return Boolean(
    message.document ??
      message.animation ??
      message.video ??
      message.video_note ??
      message.audio ??
      message.voice ??
      message.sticker ??
      message.contact ??
      message.venue ??
      message.location ??
      message.invoice ??
      message.dice ??
      message.poll,
  );
}

function FileRow({ file, message }: { file: FileMedia; message: Message }) {
  const texts = useTexts();
  const { session } = usePane();
  const name = file.file_name ?? mediaName(message, texts) ?? texts.document;
  return (
    <a
      className="file"
      href={session.fileUrl(file.file_id)}
      download={name}
      aria-label={`${texts.download}: ${name}`}
    >
      <span className="file-icon">
        <Icon name="file" size={24} />
      </span>
      <span className="file-words">
        <strong>{name}</strong>
        {file.file_size !== undefined && <span>{formatSize(file.file_size)}</span>}
      </span>
    </a>
  );
}

function Sticker({ sticker }: { sticker: FileMedia & { emoji?: string } }) {
  const { session } = usePane();
  return (
    <img
      className="sticker"
      src={session.fileUrl(sticker.file_id)}
      alt={sticker.emoji ?? ""}
      width={sticker.width ?? 512}
      height={sticker.height ?? 512}
    />
  );
}

function ContactCard({ contact }: { contact: Contact }) {
  const name = fullName(contact);
  return (
    <div className="contact">
      <Avatar id={contact.user_id ?? avatarColour(contact.phone_number.length)} name={name} size={42} />
      <span className="file-words">
        <strong>{name}</strong>
        <a href={`tel:${contact.phone_number}`}>{contact.phone_number}</a>
      </span>
    </div>
  );
}

function Place({ location, title, address }: { location: Location; title?: string; address?: string }) {
  const texts = useTexts();
  const { latitude, longitude } = location;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return (
    <a className="place" href={map} target="_blank" rel="noopener noreferrer">
      <svg viewBox="0 0 280 130" className="map" aria-hidden="true" preserveAspectRatio="xMidYMid slice">
        <rect className="map-land" width="280" height="130" />
        <path className="map-park" d="M170 0h70l14 46-66 20zM0 92l58-12 20 50H0z" />
        <path className="map-water" d="M0 26c60-18 70 34 130 20s90-52 150-30V0H0z" />
        <path className="map-road" d="M-5 70l290-22M64-5l34 140M196-5l22 140M-5 118l290-30M130 40l14 95" />
        <path className="map-pin" d="M140 84s17-17 17-31a17 17 0 0 0-34 0c0 14 17 31 17 31z" />
        <circle className="map-dot" cx="140" cy="53" r="6" />
      </svg>
      <span className="place-words">
        <span className="visually-hidden">{texts.openMap}: </span>
        {title && <strong>{title}</strong>}
        <span>{address ?? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}</span>
      </span>
    </a>
  );
}

function InvoiceCard({ invoice }: { invoice: Invoice }) {
  const texts = useTexts();
  const { session } = usePane();
  const photo = invoice.photo?.at(-1);
  return (
    <div className="invoice">
      {photo && <img src={session.fileUrl(photo.file_id)} alt="" width={photo.width} height={photo.height} />}
      <strong>{invoice.title}</strong>
      <p>{invoice.description}</p>
      <span className="invoice-sum">{formatMinor(invoice.total_amount, invoice.currency, texts.tag)}</span>
    </div>
  );
}

function PollCard({ poll }: { poll: NonNullable<Message["poll"]> }) {
  const texts = useTexts();
  return (
    <div className="poll">
      <strong>{poll.question}</strong>
      <ul>
        {poll.options.map((option) => (
          <li key={option.text}>
            {option.text} · {option.voter_count}
          </li>
        ))}
      </ul>
      <span>{fill(texts.answers, { count: String(poll.total_voter_count) })}</span>
    </div>
  );
}
