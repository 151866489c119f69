import { useSyncExternalStore } from "react";

const KEY = "kiosk.chime";
/** Two notes of a shop door's bell: a fifth, G5 and D6, in hertz. */
const NOTES = [783.99, 1174.66];
const RINGING_MS = 1000;

const listeners = new Set<() => void>();
let sound: AudioContext | undefined;

function isOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether this device rings when an order arrives. */
export function useChime(): boolean {
  return useSyncExternalStore(subscribe, isOn);
}

/** Ring from now on, or be silent; kept on this device. */
export function setChime(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Without storage the device keeps ringing.
  }
  for (const tell of listeners) tell();
  if (on) ring();
}

/** The door's bell, if it is on: once, however many tabs hear the news. Silent until the page has been touched. */
export async function ringOnce(): Promise<void> {
  if (!isOn() || !navigator.userActivation.hasBeenActive) return;
  if (!navigator.locks) return ring();
  await navigator.locks.request(KEY, { ifAvailable: true }, async (bell) => {
    if (!bell) return;
    ring();
    await new Promise((resolve) => setTimeout(resolve, RINGING_MS));
  });
}

function ring(): void {
  sound ??= new AudioContext();
  void sound.resume();
  NOTES.forEach((note, index) => {
    if (sound) strike(sound, note, sound.currentTime + index * 0.14);
  });
}

function strike(context: AudioContext, note: number, at: number): void {
  const bell = context.createOscillator();
  const loudness = context.createGain();
  bell.frequency.value = note;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.18, at + 0.015);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.7);
  bell.connect(loudness).connect(context.destination);
  bell.start(at);
  bell.stop(at + 0.75);
}
