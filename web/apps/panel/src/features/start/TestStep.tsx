import { changeOrder, IdempotencyKeys, placeTestOrder, type TestOrder } from "@kiosk/client";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { PackageCheck } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import type { StepProps } from "./StartPage.tsx";
import { Missing, StepFoot, StepHead, Success } from "./StepParts.tsx";
import classes from "./start.module.css";

const SHOWN = ["readProgress", "listOrders", "readOrder", "readDashboard", "listStaffProducts"];

/** The owner orders from their own shop, sees the card arrive, and takes the order back. */
export function TestStep({ progress, onNext, onStep, isLeaving }: StepProps) {
  const { t } = useTranslation("start");
  const keys = useRef(new IdempotencyKeys());
  const { act, isBusy } = useAct();
  const { test_order: order, goods } = progress;
  const send = (): void =>
    void act(async () => {
      await placeTestOrder({ headers: keys.current.headers() });
      keys.current.done();
      await stale(...SHOWN);
    });
  const deed = (
    <Button
      size="md"
      variant={order ? "default" : "filled"}
      loading={isBusy}
      leftSection={<PackageCheck size={18} aria-hidden />}
      onClick={send}
    >
      {t(order ? "test.again" : "test.send")}
    </Button>
  );
  return (
    <>
      <StepHead title={t("test.title")} text={t("test.text")} />
      {order ? (
        <Outcome order={order} isConnected={progress.has_staff_group && progress.owner_linked} again={deed} />
      ) : (
        <p className={classes.fine}>{t("test.truth")}</p>
      )}
      {!order && goods !== "there" && (
        <Missing text={t("test.needsGoods")} label={t("test.toGoods")} onGo={() => onStep("goods")} />
      )}
      <StepFoot isDone={order !== null} onNext={onNext} label={t("finish")} isBusy={isLeaving}>
        {goods === "there" && deed}
      </StepFoot>
    </>
  );
}

interface OutcomeProps {
  order: TestOrder;
  isConnected: boolean;
  again: React.ReactNode;
}

function Outcome({ order, isConnected, again }: OutcomeProps) {
  const { t } = useTranslation("start");
  const { act, isBusy } = useAct();
  const { id, number, version } = order;
  const cancel = (): void =>
    void act(async () => {
      await changeOrder({ path: { order_id: id }, body: { status: "cancelled", version } });
    }).then(() => stale(...SHOWN));
  if (order.status === "cancelled") {
    return (
      <Success title={t("test.cancelled", { number })} text={t("test.cancelledText")}>
        {again}
      </Success>
    );
  }
  return (
    <>
      <Success title={t("test.placed", { number })} text={t(isConnected ? "test.seen" : "test.unseen")}>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/orders/$id" params={{ id: String(id) }} {...props} />}
        >
          {t("test.open")}
        </Button>
        {order.status === "pending" && (
          <Button variant="default" loading={isBusy} onClick={cancel}>
            {t("test.cancel")}
          </Button>
        )}
      </Success>
      <p className={classes.fine}>{t("test.truth")}</p>
    </>
  );
}
