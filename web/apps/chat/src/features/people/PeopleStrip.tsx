import type { Person, World } from "../../api/contract.ts";
import { useTexts } from "../../i18n/context.ts";
import { fullName } from "../../lib/names.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu, MenuItem } from "../../ui/Menu.tsx";

interface Props {
  world: World;
  current: number;
  onChoose(person: number): void;
}

/** Whoever belongs to a group works for the shop: the demo's groups are staff groups. */
export function isStaff(world: World, person: number): boolean {
  return world.groups.some((group) => group.member_ids.includes(person));
}

/** All people of the world in a row: whose phone is shown below. */
export function PeopleStrip({ world, current, onChoose }: Props) {
  const texts = useTexts();
  return (
    <fieldset className="people" aria-label={texts.people}>
      {world.people.map((person) => (
        <button
          type="button"
          key={person.id}
          className="person"
          data-testid={`person-${person.id}`}
          aria-pressed={person.id === current}
          title={fullName(person)}
          onClick={() => onChoose(person.id)}
        >
          <span className="person-face">
            <Avatar id={person.id} name={fullName(person)} size={44} />
            {isStaff(world, person.id) && (
              <span className="person-mark">
                <Icon name="store" size={12} />
                <span className="visually-hidden">{texts.staff}</span>
              </span>
            )}
          </span>
          <span className="person-name">{person.first_name}</span>
          <span className="person-language">{person.language_code}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** The same choice in one small button, for the head of a chat on a phone. */
export function PeopleMenu({ world, current, onChoose }: Props) {
  const texts = useTexts();
  const shown = world.people.find((person) => person.id === current);
  return (
    <Menu
      label={`${texts.people}: ${shown?.first_name ?? ""}`}
      className="people-menu"
      trigger={<Avatar id={current} name={shown ? fullName(shown) : ""} size={34} />}
    >
      {world.people.map((person: Person) => (
        <MenuItem
          key={person.id}
          isChecked={person.id === current}
          onChoose={() => onChoose(person.id)}
          testId={`switch-${person.id}`}
        >
          <span className="people-line">
            <Avatar id={person.id} name={fullName(person)} size={30} />
            {person.first_name}
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
