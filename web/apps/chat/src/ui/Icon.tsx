/** Our own line drawings on a 24-unit square; every icon is decoration and its button carries the words. */
const PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12l16-8-5.500 16-3.500-6.500zM11 13.500L20 4",
  attach:
    "M19 11.500l-7.300 7.300a4.600 4.600 0 0 1-6.500-6.500l7.800-7.800a3 3 0 0 1 4.300 4.300l-7.500 7.500a1.500 1.500 0 0 1-2.100-2.100l6.800-6.800",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  more: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  reply: "M10 6l-6 6 6 6M4.500 12H14a6 6 0 0 1 6 6v1",
  copy: "M9 9h10v11H9zM5 15V4h10",
  trash: "M5 7h14M9.500 7V4.500h5V7M7 7l1 13h8l1-13M10.500 11v5.500M13.500 11v5.500",
  check: "M5 12.500l4.500 4.500L19 7.500",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  moon: "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z",
  split: "M4 5h7v14H4zM13 5h7v14h-7z",
  block: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.500 6.500l11 11",
  globe: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c5 5 5 11 0 16M12 4c-5 5-5 11 0 16",
  reset: "M5 5v5h5M5.500 14.500a7 7 0 1 0 1.200-7L5 10",
  keyboard: "M4 5h6.500v6H4zM13.500 5H20v6h-6.500zM4 14h6.500v5H4zM13.500 14H20v5h-6.500z",
  textField: "M4 6h16v12H4zM8 15h8M8 10v.01M12 10v.01M16 10v.01",
  link: "M8 16L16 8M9.500 8H16v6.500",
  pin: "M12 21s6.500-6.500 6.500-11.500a6.500 6.500 0 0 0-13 0C5.500 14.500 12 21 12 21zM12 7.500a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400z",
  file: "M7 3.500h7l4 4v13H7zM14 3.500v4h4",
  home: "M4 11l8-7 8 7M6.500 9.500V20h11V9.500",
  window: "M4 5h16v14H4zM4 9h16",
  inline: "M4 7h10M4 12h6M4 17h8M17 10l3.500 3.500L17 17",
  card: "M3.500 6h17v12h-17zM3.500 10h17",
  user: "M12 4.500a3.700 3.700 0 1 0 0 7.400 3.700 3.700 0 0 0 0-7.400zM4.500 20c.8-4 3.700-6 7.500-6s6.700 2 7.500 6",
  store:
    "M5 10v9.500h14V10M3.500 9.500L6 4.500h12l2.500 5a2.800 2.800 0 0 1-5.600 0 2.900 2.900 0 0 1-5.800 0 2.800 2.800 0 0 1-5.600 0z",
  slash: "M14.500 5l-5 14",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
