import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Search } from "lucide-react";
import { useEffect, useRef } from "react";

const PAUSE_MS = 250;

interface SearchFieldProps {
  value: string | undefined;
  /** Told what is sought, without spaces around it; undefined: nothing any more. */
  onChange: (text: string | undefined) => void;
  /** What can be sought by: "Name or SKU". */
  label: string;
  className?: string | undefined;
}

/** Asks a moment after the last letter; follows the address when that changes by other hands. */
export function SearchField({ value = "", onChange, label, className }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(value);
  const ask = useDebouncedCallback((text: string) => {
    asked.current = text;
    onChange(text || undefined);
  }, PAUSE_MS);
  useEffect(() => {
    if (field.current && value !== asked.current) field.current.value = value;
    asked.current = value;
  }, [value]);
  return (
    <TextInput
      ref={field}
      {...(className && { className })}
      defaultValue={value}
      onChange={(event) => ask(event.currentTarget.value.trim())}
      placeholder={label}
      aria-label={label}
      leftSection={<Search size={17} aria-hidden />}
      type="search"
      enterKeyHint="search"
    />
  );
}
