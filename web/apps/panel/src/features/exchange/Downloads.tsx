import { Button } from "@mantine/core";
import { Download } from "lucide-react";
import { openFile } from "../../lib/openFile.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./exchange.module.css";

const EXPORTS = "/api/v1/admin/exports";

/** The same rows as Excel and as CSV. */
export function Downloads({ name, query }: { name: "products" | "orders"; query: string }) {
  const { act, isBusy } = useAct();
  const save = (kind: "xlsx" | "csv"): Promise<boolean> =>
    act(() => openFile(`${EXPORTS}/${name}.${kind}${query}`, `${name}.${kind}`));
  return (
    <div className={classes.deeds}>
      {(["xlsx", "csv"] as const).map((kind) => (
        <Button
          key={kind}
          variant="default"
          loading={isBusy}
          leftSection={<Download size={17} />}
          onClick={() => save(kind)}
        >
          {kind === "xlsx" ? "Excel" : "CSV"}
        </Button>
      ))}
    </div>
  );
}
