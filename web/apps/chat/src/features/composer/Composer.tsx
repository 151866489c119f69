import { useState } from "react";
import { useTexts } from "../../i18n/context.ts";
import { useChat, usePane } from "../../state/pane.ts";
import { AttachPhoto } from "./AttachPhoto.tsx";
import { Field } from "./Field.tsx";
import { ReplyBar } from "./ReplyBar.tsx";
import { ReplyKeyboardPanel } from "./ReplyKeyboardPanel.tsx";

/** Everything under the history: the field, or the one button that stands in for it. */
export function Composer() {
  const texts = useTexts();
  const { session, chatId, person } = usePane();
  const isLoaded = useChat(() => true) ?? false;
  const isPrivate = chatId === person.id;
  const isBegun = useChat((chat) => chat.started);
  const isBlocked = useChat((chat) => chat.blocked) ?? false;
  const [photo, setPhoto] = useState<File | null>(null);

  // What belongs here isn't known yet: a field that turns into a button takes with it what was typed into it.
  if (!isLoaded) return <footer className="composer-area" aria-busy="true" />;
  if (isPrivate && isBlocked) {
    return (
      <BigButton
        label={texts.unblock}
        testId="unblock"
        onPress={() => session.block(false).then(() => session.start())}
      />
    );
  }
  if (isPrivate && !isBegun) {
    return <BigButton label={texts.start} testId="start" onPress={() => session.start()} />;
  }
  return (
    <footer className="composer-area">
      <ReplyBar />
      <Field onPhoto={setPhoto} />
      <ReplyKeyboardPanel />
      {photo && <AttachPhoto file={photo} onClose={() => setPhoto(null)} />}
    </footer>
  );
}

function BigButton({
  label,
  testId,
  onPress,
}: {
  label: string;
  testId: string;
  onPress(): Promise<unknown>;
}) {
  const [isBusy, setBusy] = useState(false);
  const press = async (): Promise<void> => {
    setBusy(true);
    await onPress();
    setBusy(false);
  };
  return (
    <footer className="composer-area">
      <button type="button" className="big-button" data-testid={testId} disabled={isBusy} onClick={press}>
        {label}
      </button>
    </footer>
  );
}
