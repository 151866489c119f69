import { Sheet } from "@kiosk/ui/parts";
import { ActionIcon, Button } from "@mantine/core";
import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { BulkFigures } from "./BulkFigures.tsx";
import { useEditing } from "./context.ts";
import classes from "./editor.module.css";
import matrix from "./matrix.module.css";
import { missing, nameOf, variantLike } from "./matrix.ts";
import { FIGURES, VariantField } from "./VariantFields.tsx";

/** Prices, stock and SKUs: one set of fields, or a row for every combination. */
export function VariantsSheet() {
  const { t } = useTranslation("products");
  const { draft, problem } = useEditing();
  const [only] = draft.variants;
  if (draft.variants.length === 1 && only && only.attributes.length === 0) {
    return (
      <Sheet title={t("edit.sale")}>
        <div className={classes.figures}>
          {FIGURES.map((figure) => (
            <VariantField key={figure.figure} index={0} variant={only} figure={figure} />
          ))}
        </div>
      </Sheet>
    );
  }
  return (
    <Sheet title={t("edit.variants")} flush>
      <BulkFigures />
      {problem("variants") && (
        <p className={classes.wrong} role="alert">
          {problem("variants")}
        </p>
      )}
      <Matrix />
    </Sheet>
  );
}

function Matrix() {
  const { t } = useTranslation("products");
  const { draft, change, problem } = useEditing();
  const absent = missing(draft.options, draft.variants);
  const bringBack = (): void =>
    change({
      variants: [...draft.variants, ...absent.map((pairs) => variantLike(draft.variants[0], pairs))],
    });
  return (
    <>
      <table className={matrix.matrix}>
        <thead>
          <tr>
            <th scope="col">{t("edit.variant")}</th>
            {FIGURES.map(({ figure, text }) => (
              <th scope="col" key={figure}>
                {t(text)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {draft.variants.map((variant, index) => {
            const name = nameOf(variant.attributes);
            return (
              <tr key={variant.key}>
                <th scope="row">
                  {name}
                  {problem(`variants/${index}`) && (
                    <span className={classes.wrong}>{problem(`variants/${index}`)}</span>
                  )}
                </th>
                {FIGURES.map((figure) => (
                  <td key={figure.figure} data-label={t(figure.text)} data-figure={figure.figure}>
                    <VariantField index={index} variant={variant} figure={figure} of={name} />
                  </td>
                ))}
                <td data-figure="deed">
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t("edit.removeVariant", { name })}
                    disabled={draft.variants.length === 1}
                    onClick={() =>
                      change({ variants: draft.variants.filter(({ key }) => key !== variant.key) })
                    }
                  >
                    <Trash2 size={17} aria-hidden />
                  </ActionIcon>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {absent.length > 0 && (
        <Button variant="subtle" onClick={bringBack} m="md">
          {t("edit.missing", { count: absent.length })}
        </Button>
      )}
    </>
  );
}
