import { avatarColour, initials } from "../lib/names.ts";
import { Icon } from "./Icon.tsx";

interface AvatarProps {
  id: number;
  name: string;
  kind?: "person" | "bot";
  size?: number;
}

/** A round of colour with initials; the bot wears the shop's awning. Decoration: the name stands beside it. */
export function Avatar({ id, name, kind = "person", size = 44 }: AvatarProps) {
  const colour = kind === "bot" ? "bot" : String(avatarColour(id));
  return (
    <span
      className="avatar"
      data-colour={colour}
      aria-hidden="true"
      data-initials={kind === "bot" ? undefined : initials(name)}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.38) }}
    >
      {kind === "bot" && <Icon name="store" size={Math.round(size * 0.58)} />}
    </span>
  );
}
