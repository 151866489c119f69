import type { ImportOut } from "@kiosk/client";
import { readImportOptions } from "@kiosk/client/queries";
import { DateTime, ErrorState, PageHeader, Sheet } from "@kiosk/ui/parts";
import { Button, Progress, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Columns } from "./Columns.tsx";
import classes from "./exchange.module.css";
import { ImportDeeds } from "./ImportDeeds.tsx";
import { ImportState, MOVING } from "./ImportState.tsx";
import { Remarks } from "./Remarks.tsx";

const route = getRouteApi("/shell/import/$id");
const LOOK_AGAIN = 1000;

/** One import: what its rows come to, what is wrong with which, and what to do with it. */
export function ImportPage() {
  const id = Number(route.useParams().id);
  const { data, error, refetch } = useQuery({
    ...readImportOptions({ path: { import_id: id } }),
    refetchInterval: ({ state }) => (state.data && MOVING.includes(state.data.state) ? LOOK_AGAIN : false),
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHeader
        back={(props) => <Link to="/import" {...props} />}
        title={data ? data.name : <Skeleton height={26} width={200} />}
        aside={data && <ImportState state={data.state} />}
        text={data && <DateTime at={data.created_at} style="full" />}
        actions={data && <ImportDeeds job={data} />}
      />
      {data ? <Result job={data} /> : <Skeleton height={200} />}
    </>
  );
}

function Result({ job }: { job: ImportOut }) {
  const { t } = useTranslation("exchange");
  if (MOVING.includes(job.state)) {
    const words = t("progress", { done: job.done, total: job.total });
    const share = job.total ? (job.done / job.total) * 100 : 0;
    return (
      <Sheet title={t(`state.${job.state}`)} text={job.total ? words : undefined}>
        {job.state === "waiting" && <p className={classes.muted}>{t("waitsText")}</p>}
        {job.state !== "waiting" && (
          <Progress value={share || 100} animated striped={!share} aria-label={words} />
        )}
      </Sheet>
    );
  }
  if (job.refusal) {
    return (
      <div className={classes.column}>
        <Sheet title={t("refused")}>
          <p className={classes.refusal}>{job.refusal.detail}</p>
          <Button mt="md" variant="default" renderRoot={(props) => <Link to="/import" {...props} />}>
            {t("anotherFile")}
          </Button>
        </Sheet>
        {job.state === "refused" && job.columns.length > 0 && <Columns job={job} />}
      </div>
    );
  }
  return (
    <div className={classes.column}>
      <Counts job={job} />
      {job.can_apply && <Columns job={job} />}
      {(job.counts.wrong ?? 0) + (job.counts.notices ?? 0) > 0 && <Remarks job={job} />}
    </div>
  );
}

function Counts({ job }: { job: ImportOut }) {
  const { t } = useTranslation("exchange");
  const { counts } = job;
  const figures = [
    ["new", counts.new],
    ["changed", counts.changed],
    ["same", counts.same],
    ["wrong", counts.wrong],
  ] as const;
  const rest = (["products_new", "products_changed", "categories_new", "skipped"] as const).filter(
    (name) => counts[name],
  );
  return (
    <Sheet title={t(job.can_apply ? "wouldCome" : "came")} text={t("rows", { count: counts.rows ?? 0 })}>
      <dl className={classes.counts}>
        {figures.map(([name, value]) => (
          <div key={name} data-name={name} data-none={!value || undefined}>
            <dt>{t(`counts.${name}`)}</dt>
            <dd>{value ?? 0}</dd>
          </div>
        ))}
      </dl>
      {rest.length > 0 && (
        <p className={classes.rest}>
          {rest.map((name) => (
            <span key={name}>
              {t(`counts.${name}`)}: <b>{counts[name]}</b>
            </span>
          ))}
        </p>
      )}
      {job.can_apply && Boolean(counts.wrong) && <p className={classes.rest}>{t("choose")}</p>}
    </Sheet>
  );
}
