import type { User } from "../api/telegram.ts";

/** How many avatar colours `--avatar-N` has. */
export const AVATAR_COLOURS = 7;

/** The name that a chat shows: first and last name. */
export function fullName(user: Pick<User, "first_name" | "last_name">): string {
  return user.last_name ? `${user.first_name} ${user.last_name}` : user.first_name;
}

/** One or two letters for a round avatar; the first character counts, whatever its script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? "");
  return letters.join("").toLocaleUpperCase() || "·";
}

/** A steady colour for an id; negative ids are groups. The prime keeps neighbouring ids apart. */
export function avatarColour(id: number): number {
  return (Math.abs(id) % 17) % AVATAR_COLOURS;
}
