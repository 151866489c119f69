import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { Icon, type IconName } from "./Icon.tsx";

const CloseContext = createContext<() => void>(() => undefined);

interface MenuProps {
  label: string;
  trigger: ReactNode;
  children: ReactNode;
  className?: string;
  /** Which edge of the button the list keeps to, and whether it opens upwards. */
  align?: "start" | "end";
  upwards?: boolean;
}

/** A button with a list of deeds. Arrows walk, Escape and Tab close, the focus returns to the button. */
export function Menu({
  label,
  trigger,
  children,
  className = "",
  align = "end",
  upwards = false,
}: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    list.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
    return () => document.removeEventListener("pointerdown", leave);
  }, [isOpen]);

  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };

  const walk = (event: KeyboardEvent): void => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      items[(next + items.length) % items.length]?.focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") setOpen(false);
  };

  return (
    <div className={`menu ${className}`} ref={root}>
      <button
        ref={button}
        type="button"
        className="menu-trigger"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!isOpen)}
      >
        {trigger}
      </button>
      {isOpen && (
        <div
          ref={list}
          className="menu-list"
          role="menu"
          tabIndex={-1}
          aria-label={label}
          data-align={align}
          data-upwards={upwards || undefined}
          onKeyDown={walk}
        >
          <CloseContext value={close}>{children}</CloseContext>
        </div>
      )}
    </div>
  );
}

interface MenuItemProps {
  icon?: IconName;
  children: ReactNode;
  onChoose(): void;
  isDanger?: boolean;
  /** Given for one choice of several: whether it is the chosen one. */
  isChecked?: boolean;
  testId?: string;
}

export function MenuItem({ icon, children, onChoose, isDanger, isChecked, testId }: MenuItemProps) {
  const close = useContext(CloseContext);
  const choose = (): void => {
    close();
    onChoose();
  };
  const shared = {
    type: "button",
    className: "menu-item",
    "data-danger": isDanger || undefined,
    "data-testid": testId,
    tabIndex: -1,
    onClick: choose,
  } as const;
  const content = (
    <>
      {icon && <Icon name={icon} size={20} />}
      <span className="menu-words">{children}</span>
      {isChecked && <Icon name="check" size={18} />}
    </>
  );
  if (isChecked === undefined) {
    return (
      <button role="menuitem" {...shared}>
        {content}
      </button>
    );
  }
  return (
    <button role="menuitemradio" aria-checked={isChecked} {...shared}>
      {content}
    </button>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <p className="menu-heading" role="presentation">
      {children}
    </p>
  );
}
