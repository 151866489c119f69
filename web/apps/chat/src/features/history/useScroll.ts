import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** This close to the end counts as the end, in CSS pixels. */
const NEAR = 80;
/** This close to the beginning asks for earlier messages. */
const EARLY = 300;

interface Options {
  /** The key of the newest message, and whether the person wrote it. */
  newest: string | undefined;
  isOwnNewest: boolean;
  oldest: string | undefined;
  onEarly(): void;
}

export interface Scroll {
  box: RefObject<HTMLDivElement | null>;
  inner: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  toEnd(): void;
  onScroll(): void;
}

/**
 * Keeps a history where its reader wants it: at the end while they read the end, in place otherwise,
 * whatever grows above or below.
 */
export function useScroll({ newest, isOwnNewest, oldest, onEarly }: Options): Scroll {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const fromEnd = useRef(0);
  const top = useRef(0);
  const [isAtEnd, setAtEnd] = useState(true);

  const jump = useCallback(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, []);

  const onScroll = useCallback(() => {
    const element = box.current;
    if (!element) return;
    fromEnd.current = element.scrollHeight - element.scrollTop;
    // What grows below moves the end away without moving the reader: only their own way up lets go of it.
    if (fromEnd.current - element.clientHeight < NEAR) sticks.current = true;
    else if (element.scrollTop < top.current - 1) sticks.current = false;
    top.current = element.scrollTop;
    setAtEnd(sticks.current);
    if (element.scrollTop < EARLY) onEarly();
  }, [onEarly]);

  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (sticks.current) jump();
    });
    if (inner.current) observer.observe(inner.current);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [jump]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs when the newest message changes.
  useLayoutEffect(() => {
    if (isOwnNewest) sticks.current = true;
    if (sticks.current) jump();
  }, [newest, isOwnNewest, jump]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs when earlier messages were put above.
  useLayoutEffect(() => {
    const element = box.current;
    if (element && !sticks.current && element.scrollTop < EARLY) {
      element.scrollTop = element.scrollHeight - fromEnd.current;
    }
  }, [oldest]);

  const toEnd = useCallback(() => {
    sticks.current = true;
    box.current?.scrollTo({ top: box.current.scrollHeight, behavior: "smooth" });
  }, []);

  return { box, inner, isAtEnd, toEnd, onScroll };
}
