import { askForSampleGoods } from "@kiosk/client";
import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ChevronRight, FileSpreadsheet, Flower2, type LucideIcon, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import type { StepProps } from "./StartPage.tsx";
import { StepFoot, StepHead, Success, Waiting } from "./StepParts.tsx";
import classes from "./start.module.css";
import { useProgress } from "./useProgress.ts";

/** Sample goods, a file, or one product after the other. */
export function GoodsStep({ progress, onNext }: StepProps) {
  const { t } = useTranslation("start");
  const { act, isBusy } = useAct();
  const { goods, products } = progress;
  useProgress(goods === "coming" ? (seen) => seen.goods !== "coming" : undefined);
  const ask = (): void =>
    void act(async () => {
      await askForSampleGoods();
      await stale("readProgress");
    });
  return (
    <>
      <StepHead title={t("goods.title")} text={t("goods.text")} />
      {goods === "there" ? (
        <Success title={t("goods.done", { count: products })} text={t("goods.doneText")}>
          <Anchor renderRoot={(props) => <Link to="/products" {...props} />}>{t("goods.look")}</Anchor>
        </Success>
      ) : goods === "coming" ? (
        <div className={classes.asked}>
          <Waiting>{t("goods.coming")}</Waiting>
          <p className={classes.fine}>{t("goods.comingText")}</p>
        </div>
      ) : (
        <div className={classes.ways}>
          <button type="button" className={classes.wayOf} onClick={ask} disabled={isBusy}>
            <Way icon={Flower2} title={t("goods.sample")} text={t("goods.sampleText")} />
          </button>
          <Link to="/import" className={classes.wayOf ?? ""}>
            <Way icon={FileSpreadsheet} title={t("goods.file")} text={t("goods.fileText")} />
          </Link>
          <Link to="/products/new" className={classes.wayOf ?? ""}>
            <Way icon={Pencil} title={t("goods.own")} text={t("goods.ownText")} />
          </Link>
        </div>
      )}
      <StepFoot isDone={goods !== "none"} onNext={onNext} />
    </>
  );
}

function Way({ icon: Icon, title, text }: { icon: LucideIcon; title: string; text: string }) {
  return (
    <>
      <span className={classes.wayIcon} aria-hidden>
        <Icon size={22} />
      </span>
      <span className={classes.wayWords}>
        <strong>{title}</strong>
        <span>{text}</span>
      </span>
      <ChevronRight size={20} aria-hidden />
    </>
  );
}
