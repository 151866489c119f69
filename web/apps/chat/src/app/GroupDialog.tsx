import type { Group } from "../api/contract.ts";
import { useTexts } from "../i18n/context.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Dialog } from "../ui/Dialog.tsx";

interface GroupDialogProps {
  groups: Group[];
  onChoose(group: number): void;
  onClose(): void;
}

/** A bot's link asks for one of the person's groups; the bot is added to it. */
export function GroupDialog({ groups, onChoose, onClose }: GroupDialogProps) {
  const texts = useTexts();
  return (
    <Dialog title={groups.length > 0 ? texts.chooseGroup : texts.noGroups} onClose={onClose}>
      <ul className="picker">
        {groups.map(({ id, title }) => (
          <li key={id}>
            <button type="button" onClick={() => onChoose(id)}>
              <Avatar id={id} name={title} size={38} />
              {title}
            </button>
          </li>
        ))}
      </ul>
      <div className="dialog-buttons">
        <button type="button" className="plain-button" onClick={onClose}>
          {texts.cancel}
        </button>
      </div>
    </Dialog>
  );
}
