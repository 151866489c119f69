import { type CustomerOut, setTags } from "@kiosk/client";
import { listTagsOptions, readCustomerQueryKey } from "@kiosk/client/queries";
import { TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries, stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./customer.module.css";
import { Tags } from "./Tags.tsx";

/** Words by which the staff sorts its customers; a change is kept at once. */
export function TagEditor({ customer, canEdit }: { customer: CustomerOut; canEdit: boolean }) {
  const { t } = useTranslation("customers");
  const known = useQuery({ ...listTagsOptions(), enabled: canEdit });
  const { act } = useAct();
  const path = { customer_id: customer.id };
  const key = readCustomerQueryKey({ path });
  const change = async (tags: string[]): Promise<void> => {
    queries.setQueryData(key, { ...customer, tags });
    const isKept = await act(async () => {
      queries.setQueryData(key, await setTags({ path, body: { tags } }));
      await stale("listCustomers", "listTags");
    });
    if (!isKept) await stale("readCustomer");
  };
  if (!canEdit) {
    const hasTags = customer.tags.length > 0;
    return hasTags ? (
      <Tags customer={{ ...customer, blocked: false }} />
    ) : (
      <p className={classes.muted}>{t("noTags")}</p>
    );
  }
  return (
    <TagsInput
      aria-label={t("tags")}
      description={t("tagsHint")}
      inputWrapperOrder={["input", "description"]}
      value={customer.tags}
      onChange={change}
      data={(known.data?.items ?? []).map(({ tag }) => tag)}
      maxTags={20}
      maxLength={40}
      {...(customer.tags.length === 0 && { placeholder: t("newTag") })}
    />
  );
}
