interface Node {
  id: number;
  parent_id: number | null;
}

export type Step = "up" | "down" | "inside" | "outside";

const siblingsOf = <T extends Node>(nodes: readonly T[], parent: number | null): T[] =>
  nodes.filter(({ parent_id }) => parent_id === parent);

/** Whether `id` stands somewhere within `holder`, or is it. */
export function isWithin(nodes: readonly Node[], id: number, holder: number): boolean {
  for (let at: number | null = id; at !== null; ) {
    if (at === holder) return true;
    at = nodes.find((node) => node.id === at)?.parent_id ?? null;
  }
  return false;
}

/** `nodes` with `id` moved into `parent`, before the sibling `before`, or last there without one. */
export function placed<T extends Node>(
  nodes: readonly T[],
  id: number,
  parent: number | null,
  before?: number,
): readonly T[] {
  const moved = nodes.find((node) => node.id === id);
  // Nothing can stand inside itself.
  if (!moved || before === id || (parent !== null && isWithin(nodes, parent, id))) return nodes;
  const others = nodes.filter((node) => node.id !== id);
  const at = before === undefined ? -1 : others.findIndex((node) => node.id === before);
  return others.toSpliced(at < 0 ? others.length : at, 0, { ...moved, parent_id: parent });
}

/** `nodes` after one step of `id`; the same nodes where there is no such step. */
export function stepped<T extends Node>(nodes: readonly T[], id: number, step: Step): readonly T[] {
  const node = nodes.find((each) => each.id === id);
  if (!node) return nodes;
  const siblings = siblingsOf(nodes, node.parent_id);
  const at = siblings.indexOf(node);
  const above = siblings[at - 1];
  if (step === "up") return above ? placed(nodes, id, node.parent_id, above.id) : nodes;
  if (step === "down")
    return siblings[at + 1] ? placed(nodes, id, node.parent_id, siblings[at + 2]?.id) : nodes;
  if (step === "inside") return above ? placed(nodes, id, above.id) : nodes;
  const holder = nodes.find((each) => each.id === node.parent_id);
  if (!holder) return nodes;
  const uncles = siblingsOf(nodes, holder.parent_id);
  return placed(nodes, id, holder.parent_id, uncles[uncles.indexOf(holder) + 1]?.id);
}
