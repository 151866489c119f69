import { getProductAsStaff, IdempotencyKeys, updateProduct } from "@kiosk/client";
import { getProductAsStaffOptions } from "@kiosk/client/queries";
import { ErrorState } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
import { Editor } from "./Editor.tsx";
import classes from "./editor.module.css";
import { ProductMenu } from "./ProductMenu.tsx";

const route = getRouteApi("/shell/products/$id");

/** A product of the shop, to be edited. */
export function ProductPage() {
  const { id } = route.useParams();
  const path = { product_id: Number(id) };
  const keys = useRef(new IdempotencyKeys());
  const { data, error, refetch, isFetchedAfterMount } = useQuery({
    ...getProductAsStaffOptions({ path }),
    // Another product's data must not stand here, and an old version would be refused on saving.
    placeholderData: undefined,
    staleTime: 0,
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || !isFetchedAfterMount) return <Waiting />;
  return (
    <Editor
      key={id}
      product={data}
      onSave={async (body) => {
        const saved = await updateProduct({ path, body, headers: keys.current.headers(body) });
        keys.current.done();
        return saved;
      }}
      onLook={() => getProductAsStaff({ path })}
      actions={<ProductMenu product={data} />}
    />
  );
}

function Waiting() {
  return (
    <div aria-busy>
      <Skeleton height={44} mb={18} maw={420} />
      <div className={classes.columns}>
        <Skeleton height={360} radius="lg" />
        <Skeleton height={260} radius="lg" />
      </div>
    </div>
  );
}
