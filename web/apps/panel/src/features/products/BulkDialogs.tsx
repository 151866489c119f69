import type { AdminProductItem } from "@kiosk/client";
import { formatMoney } from "@kiosk/format";
import { Button, Group, Modal, NativeSelect, SegmentedControl, Select, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import { countOf, percentOf, raised } from "./figures.ts";
import classes from "./products.module.css";
import type { Change } from "./useBulk.ts";
import { useCategories } from "./useCategories.ts";

interface DialogProps {
  products: AdminProductItem[];
  isOpen: boolean;
  isBusy: boolean;
  onClose: () => void;
  onChange: (change: Change) => Promise<boolean>;
}

const STEPS = ["0.01", "1", "10", "100"] as const;

/** Prices of the ticked products up or down by percent. */
export function PriceDialog({ products, onChange, ...frame }: DialogProps) {
  const { t } = useTranslation("products");
  const language = useLanguage();
  const [way, setWay] = useState("up");
  const [text, setText] = useState("");
  const [step, setStep] = useState<(typeof STEPS)[number]>("1");
  const percent = percentOf(text);
  const change = percent === undefined ? undefined : way === "up" ? percent : `-${percent}`;
  const sample = products.find(({ price_from }) => price_from !== null);
  const wouldBe = sample?.price_from && change && raised(sample.price_from, change, step);
  return (
    <Frame
      {...frame}
      title={t("bulk.priceTitle", { count: products.length })}
      isReady={change !== undefined}
      onSubmit={() => onChange({ price_percent: change ?? null, price_step: step })}
    >
      <SegmentedControl
        fullWidth
        value={way}
        onChange={setWay}
        aria-label={t("bulk.priceWay")}
        data={["up", "down"].map((value) => ({ value, label: t(`bulk.price_${value as "up" | "down"}`) }))}
      />
      <TextInput
        label={t("bulk.percent")}
        inputMode="decimal"
        maxLength={6}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={text && change === undefined ? t("bulk.noPercent") : undefined}
        rightSection="%"
        data-autofocus
      />
      <NativeSelect
        label={t("bulk.round")}
        value={step}
        onChange={({ currentTarget }) => setStep(currentTarget.value as typeof step)}
        data={STEPS.map((value) => ({ value, label: t(`bulk.step_${value.replace(".", "_") as "1"}`) }))}
      />
      <p className={classes.muted} role="status">
        {sample?.price_from && wouldBe
          ? t("bulk.sample", {
              name: sample.name,
              was: formatMoney(sample.price_from, sample.currency, language),
              now: formatMoney(wouldBe, sample.currency, language),
            })
          : t("bulk.priceNote")}
      </p>
    </Frame>
  );
}

/** The same count for every variant of the ticked products, or so many more of each. */
export function StockDialog({ products, onChange, ...frame }: DialogProps) {
  const { t } = useTranslation("products");
  const [way, setWay] = useState("add");
  const [text, setText] = useState("");
  const found = countOf(text);
  const count = way === "add" && found === 0 ? undefined : found;
  return (
    <Frame
      {...frame}
      title={t("bulk.stockTitle", { count: products.length })}
      isReady={count !== undefined}
      onSubmit={() =>
        onChange(way === "add" ? { stock_added: count ?? null } : { stock_quantity: count ?? null })
      }
    >
      <SegmentedControl
        fullWidth
        value={way}
        onChange={setWay}
        aria-label={t("bulk.stockWay")}
        data={["add", "set"].map((value) => ({ value, label: t(`bulk.stock_${value as "add" | "set"}`) }))}
      />
      <TextInput
        label={t("bulk.units")}
        inputMode="numeric"
        maxLength={7}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={text && count === undefined ? t("inline.noCount") : undefined}
        data-autofocus
      />
      <p className={classes.muted}>{t(way === "add" ? "bulk.addNote" : "bulk.setNote")}</p>
    </Frame>
  );
}

const NONE = "none";

/** Another shelf for the ticked products. */
export function CategoryDialog({ products, onChange, ...frame }: DialogProps) {
  const { t } = useTranslation("products");
  const categories = useCategories();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Frame
      {...frame}
      title={t("bulk.moveTitle", { count: products.length })}
      isReady={chosen !== null}
      onSubmit={() => onChange({ category_id: chosen === NONE ? null : Number(chosen) })}
    >
      <Select
        label={t("category")}
        data={[{ value: NONE, label: t("noCategory") }, ...categories]}
        value={chosen}
        onChange={setChosen}
        searchable
        data-autofocus
      />
    </Frame>
  );
}

interface FrameProps {
  title: string;
  isOpen: boolean;
  isBusy: boolean;
  isReady: boolean;
  onClose: () => void;
  onSubmit: () => Promise<boolean>;
  children: ReactNode;
}

function Frame({ title, isOpen, isBusy, isReady, onClose, onSubmit, children }: FrameProps) {
  const { t } = useTranslation(["products", "common"]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) void onSubmit();
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      <form onSubmit={submit} className={classes.dialog}>
        {children}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!isReady}>
            {t("edit.apply")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
