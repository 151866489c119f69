import { type CountryOut, type FoundBusiness, foundShop, IdempotencyKeys } from "@kiosk/client";
import { listChoicesOptions, readBusinessOptions } from "@kiosk/client/queries";
import { LANGUAGE_NAMES, LANGUAGES } from "@kiosk/ui";
import { ErrorState } from "@kiosk/ui/parts";
import { Button, Select, Skeleton, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { queries, stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { useLanguage } from "../../texts/texts.ts";
import { currencyChoices, namesOf, proposal, zoneChoices } from "./places.ts";
import type { StepProps } from "./StartPage.tsx";
import { StepFoot, StepHead, Success } from "./StepParts.tsx";
import classes from "./start.module.css";

/** Name, country and what follows from it. */
export function ShopStep({ progress, onNext }: StepProps) {
  const { t } = useTranslation("start");
  const {
    data: choices,
    error,
    refetch,
  } = useQuery({
    ...listChoicesOptions(),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: !progress.founded,
  });
  if (progress.founded) return <Founded onNext={onNext} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <StepHead title={t("shop.title")} text={t("shop.text")} />
      {choices ? (
        <FoundingForm countries={choices.countries} currencies={choices.currencies} onNext={onNext} />
      ) : (
        <div aria-busy>
          <Skeleton height={320} />
        </div>
      )}
    </>
  );
}

function Founded({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation("start");
  const { data } = useQuery(readBusinessOptions());
  return (
    <>
      <StepHead title={t("shop.title")} text={t("shop.text")} />
      {data && <Success title={t("shop.done", { name: data.name })} text={t("shop.doneText")} />}
      <StepFoot isDone onNext={onNext} />
    </>
  );
}

interface FoundingFormProps {
  countries: CountryOut[];
  currencies: string[];
  onNext: () => void;
}

function FoundingForm({ countries, currencies, onNext }: FoundingFormProps) {
  const { t } = useTranslation("start");
  const language = useLanguage();
  const keys = useRef(new IdempotencyKeys());
  const form = useForm<FoundBusiness>({ initialValues: { name: "", ...proposal(countries, language) } });
  const { act, isBusy } = useAct(form);
  const { country, currency, time_zone } = form.getValues();
  const found = form.onSubmit((body) =>
    act(async () => {
      await foundShop({ body, headers: keys.current.headers(body) });
      keys.current.done();
      // What was refused because there was no shop is asked anew.
      queries.removeQueries({ predicate: ({ state }) => state.status === "error" });
      await stale("readProgress");
      onNext();
    }),
  );
  const move = (code: string | null): void =>
    form.setValues(proposal(countries, language, code ?? undefined));
  return (
    <form onSubmit={found} className={classes.form}>
      <TextInput
        label={t("shop.name")}
        placeholder={t("shop.namePlaceholder")}
        maxLength={120}
        required
        withAsterisk={false}
        size="md"
        data-autofocus
        {...form.getInputProps("name")}
      />
      <div className={classes.pair}>
        <Select
          label={t("shop.country")}
          data={namesOf(
            "region",
            countries.map(({ code }) => code),
            language,
          )}
          searchable
          allowDeselect={false}
          {...form.getInputProps("country")}
          onChange={move}
        />
        <Select
          label={t("shop.currency")}
          data={currencyChoices(currencies, language, t("shop.stars"))}
          searchable
          allowDeselect={false}
          {...form.getInputProps("currency")}
          value={currency}
        />
        <Select
          label={t("shop.zone")}
          data={zoneChoices(countries.find(({ code }) => code === country)?.time_zones ?? [], language)}
          searchable
          allowDeselect={false}
          {...form.getInputProps("time_zone")}
          value={time_zone}
        />
        <Select
          label={t("shop.language")}
          data={LANGUAGES.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] }))}
          allowDeselect={false}
          {...form.getInputProps("default_locale")}
        />
      </div>
      <p className={classes.fine}>{t("shop.forever")}</p>
      <div className={classes.foot}>
        <Button type="submit" size="md" loading={isBusy}>
          {t("shop.found")}
        </Button>
      </div>
    </form>
  );
}
