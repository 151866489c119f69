import { Offline } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** What opens and closes; its children stand there by themselves until its code has come. */
interface Opening {
  isOpen: boolean;
  onClose: () => void;
  children?: ReactNode;
}

/**
 * A dialog or a menu whose code is fetched when it is first opened: `whenAsked(async () => (await import("…")).Part)`.
 * It is mounted closed and opened afterwards, so the focus returns to where it came from. Where its code can't be
 * fetched the person is told, and the next press tries again.
 */
export function whenAsked<P extends Opening>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function Asked(props: P) {
    const { t } = useTranslation();
    const [Part, setPart] = useState<ComponentType<P> | undefined>(() => loaded);
    const [isMounted, setMounted] = useState(false);
    const { isOpen, onClose } = props;
    useEffect(() => setMounted(Part !== undefined), [Part]);
    useEffect(() => {
      if (!isOpen || Part) return;
      let isCurrent = true;
      load().then(
        (part) => {
          loaded = part;
          if (isCurrent) setPart(() => part);
        },
        () => {
          if (!isCurrent) return;
          toasts.refused(new Offline(), t("offline.text"));
          onClose();
        },
      );
      return () => {
        isCurrent = false;
      };
    }, [isOpen, Part, onClose, t]);
    return Part ? <Part {...props} isOpen={isOpen && isMounted} /> : props.children;
  };
}
