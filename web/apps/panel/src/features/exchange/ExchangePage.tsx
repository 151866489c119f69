import { listImportsOptions } from "@kiosk/client/queries";
import { DateTime, EmptyState, ErrorState, PageHeader, Sheet } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight, FileSpreadsheet } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import { Exports } from "./Exports.tsx";
import classes from "./exchange.module.css";
import { ImportState } from "./ImportState.tsx";
import { UploadForm } from "./UploadForm.tsx";

/** Tables in and out: products from Excel, CSV and Google Sheets, products and orders back. */
export function ExchangePage() {
  const { t } = useTranslation("exchange");
  const may = useMay();
  return (
    <>
      <PageHeader title={t("title")} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {may("catalog.import") && <UploadForm />}
          {may("catalog.import") && <Imports />}
        </div>
        <Exports />
      </div>
    </>
  );
}

function Imports() {
  const { t } = useTranslation("exchange");
  const { data, error, refetch } = useQuery(listImportsOptions({ query: { size: 10 } }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Sheet title={t("imports")} flush>
      {!data && <Skeleton height={120} m="md" />}
      {data?.items.length === 0 && <EmptyState icon={<FileSpreadsheet size={26} />} title={t("noImports")} />}
      <ul className={classes.rows}>
        {data?.items.map((each) => (
          <li key={each.id}>
            <Link to="/import/$id" params={{ id: String(each.id) }} className={classes.row ?? ""}>
              <span className={classes.rowText}>
                <strong>{each.name}</strong>
                <span className={classes.muted}>
                  <DateTime at={each.created_at} />
                </span>
              </span>
              <ImportState state={each.state} />
              <ChevronRight size={17} aria-hidden className={classes.chevron} />
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
