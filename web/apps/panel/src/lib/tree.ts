interface Node {
  id: number;
  parent_id: number | null;
}

/** A node at its place in a tree that is drawn from top to bottom. */
export interface Branch<T> {
  node: T;
  depth: number;
  /** Whether siblings stand before or after it. */
  isFirst: boolean;
  isLast: boolean;
}

/** A flat list with parents as a tree from top to bottom: children follow their parent, siblings keep their order. */
export function branches<T extends Node>(nodes: readonly T[]): Branch<T>[] {
  const grow = (parent: number | null, depth: number): Branch<T>[] => {
    const siblings = nodes.filter(({ parent_id }) => parent_id === parent);
    return siblings.flatMap((node, index) => [
      { node, depth, isFirst: index === 0, isLast: index === siblings.length - 1 },
      ...grow(node.id, depth + 1),
    ]);
  };
  return grow(null, 0);
}
