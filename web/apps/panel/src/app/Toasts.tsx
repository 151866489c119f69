import { useNotifications } from "@mantine/notifications";
import { lazy, Suspense, useState } from "react";

const Notifications = lazy(async () => {
  const { Notifications: Shown } = await import("./notifications.ts");
  return { default: Shown };
});

/** Where toasts appear; fetched with the first of them, which waits in the library's store until then. */
export function Toasts() {
  const { notifications } = useNotifications();
  const [isNeeded, setNeeded] = useState(false);
  if (notifications.length > 0 && !isNeeded) setNeeded(true);
  if (!isNeeded) return null;
  return (
    <Suspense fallback={null}>
      <Notifications position="top-center" containerWidth={420} limit={4} />
    </Suspense>
  );
}
