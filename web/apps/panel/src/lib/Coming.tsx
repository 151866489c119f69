import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface ComingProps {
  width: number;
  height: number;
}

/** Words that are still on their way, in a heading or a line: of their size to the eye, and said to be coming. */
export function Coming({ width, height }: ComingProps) {
  const { t } = useTranslation();
  return (
    <span aria-busy="true">
      <Skeleton component="span" display="inline-block" height={height} width={width} />
      <span className="visually-hidden">{t("loading")}</span>
    </span>
  );
}
