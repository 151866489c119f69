import { Button, Menu } from "@mantine/core";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { openFile } from "../../lib/openFile.ts";
import { useAct } from "../../lib/useAct.ts";
import type { CustomersSearch } from "./search.ts";

/** The customers that are listed as a table, with nothing masked; it asks for the second factor. */
export function CustomersOut({ search: { text, tag, blocked } }: { search: CustomersSearch }) {
  const { t } = useTranslation("customers");
  const { act, isBusy } = useAct();
  const save = (format: "xlsx" | "csv"): Promise<boolean> => {
    const query = new URLSearchParams({
      format,
      ...(text && { text }),
      ...(tag && { tag }),
      ...(blocked && { blocked: "true" }),
    });
    return act(() => openFile(`/api/v1/admin/customers/export?${query}`, `customers.${format}`));
  };
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button variant="default" loading={isBusy} leftSection={<Download size={17} aria-hidden />}>
          {t("out.title")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("out.text")}</Menu.Label>
        <Menu.Item onClick={() => save("xlsx")}>Excel</Menu.Item>
        <Menu.Item onClick={() => save("csv")}>CSV</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
