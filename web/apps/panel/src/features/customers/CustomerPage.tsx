import { addCustomerNote, removeCustomerNote } from "@kiosk/client";
import { readCustomerOptions } from "@kiosk/client/queries";
import { DateTime, ErrorState, PageHeader, Sheet, StatusBadge } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Coming } from "../../lib/Coming.tsx";
import { Notes } from "../../lib/Notes.tsx";
import { stale } from "../../lib/queries.ts";
import { useMay } from "../../session/me.ts";
import { BlockButton } from "./BlockButton.tsx";
import { BlockedNotice } from "./BlockedNotice.tsx";
import { Consents } from "./Consents.tsx";
import { CustomerOrders } from "./CustomerOrders.tsx";
import classes from "./customer.module.css";
import { Erasure } from "./Erasure.tsx";
import { Figures } from "./Figures.tsx";
import { Looks } from "./Looks.tsx";
import { PersonalData } from "./PersonalData.tsx";
import { lastList } from "./search.ts";
import { TagEditor } from "./TagEditor.tsx";

const route = getRouteApi("/shell/customers/$id");

/** One customer: what they bought, what they agreed to, what the staff knows of them. */
export function CustomerPage() {
  const { t } = useTranslation(["customers", "common"]);
  const { id } = route.useParams();
  const may = useMay();
  const path = { customer_id: Number(id) };
  const found = useQuery({ ...readCustomerOptions({ path }), placeholderData: undefined });
  const customer = found.data;
  if (found.error && !customer)
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const canEdit = may("customers.edit");
  return (
    <>
      <PageHeader
        back={(props) => <Link to="/customers" search={lastList.search} {...props} />}
        title={customer?.name ?? <Coming height={22} width={160} />}
        aside={customer?.blocked && <StatusBadge tone="bad">{t("blocked")}</StatusBadge>}
        text={
          customer ? (
            <>
              {t("since")} <DateTime at={customer.created_at} style="date" />
            </>
          ) : (
            <Coming height={14} width={180} />
          )
        }
        actions={
          canEdit &&
          (customer ? <BlockButton customer={customer} /> : <Skeleton height="var(--tap)" width={110} />)
        }
      />
      {customer?.block && <BlockedNotice block={customer.block} />}
      <div className={classes.columns}>
        <div className={classes.column}>
          {customer ? <Figures customer={customer} /> : <Skeleton height={86} />}
          <CustomerOrders id={path.customer_id} />
          <Sheet title={t("common:notes.title")} text={t("common:notes.text")}>
            {customer ? (
              <Notes
                notes={customer.notes}
                onAdd={
                  canEdit
                    ? async (body, headers) => {
                        await addCustomerNote({ path, body, headers });
                        await stale("readCustomer");
                      }
                    : undefined
                }
                onRemove={async (note_id) => {
                  await removeCustomerNote({ path: { ...path, note_id } });
                  await stale("readCustomer");
                }}
              />
            ) : (
              <Skeleton height={90} />
            )}
          </Sheet>
        </div>
        <div className={classes.column}>
          <Sheet title={t("personal.title")}>
            {customer ? <PersonalData key={id} customer={customer} /> : <Skeleton height={150} />}
          </Sheet>
          <Sheet title={t("tags")}>
            {customer ? <TagEditor customer={customer} canEdit={canEdit} /> : <Skeleton height={40} />}
          </Sheet>
          <Sheet title={t("consent.title")}>
            {customer ? <Consents consents={customer.consents} /> : <Skeleton height={60} />}
          </Sheet>
          {customer && customer.looks.length > 0 && (
            <Sheet title={t("looks.title")} text={t("looks.text")}>
              <Looks looks={customer.looks} />
            </Sheet>
          )}
          {customer && canEdit && (
            <Sheet title={t("erasure.title")} text={t("erasure.text")}>
              <Erasure customer={customer} />
            </Sheet>
          )}
        </div>
      </div>
    </>
  );
}
