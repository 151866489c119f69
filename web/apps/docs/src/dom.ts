type Child = Node | string | undefined | false;
type Attributes = Record<string, string | boolean | undefined | ((event: Event) => void)>;

/** Makes an element: attributes by name, listeners as `onclick`, texts always as texts. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (typeof value === "string") element.setAttribute(key, value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** A line of text with `code` in backticks. */
export function line(text: string): (HTMLElement | string)[] {
  return text.split("`").map((part, index) => (index % 2 ? h("code", {}, part) : part));
}

/** Paragraphs at empty lines, as docstrings have them. */
export function prose(text: string): HTMLElement[] {
  return text.split(/\n\s*\n/).map((paragraph) => h("p", {}, ...line(paragraph)));
}
