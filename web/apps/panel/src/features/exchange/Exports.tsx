import { Sheet } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import { Downloads } from "./Downloads.tsx";
import classes from "./exchange.module.css";
import { OrdersOut } from "./OrdersOut.tsx";

/** Products and orders as files, and orders into a Google Sheet. */
export function Exports() {
  const { t } = useTranslation("exchange");
  const may = useMay();
  return (
    <div className={classes.column}>
      {may("catalog.export") && (
        <Sheet title={t("products.title")} text={t("products.text")}>
          <Downloads name="products" query="" />
        </Sheet>
      )}
      {may("orders.export") && <OrdersOut />}
    </div>
  );
}
