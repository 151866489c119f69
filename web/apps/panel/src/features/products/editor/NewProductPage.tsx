import { createProduct, IdempotencyKeys } from "@kiosk/client";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { Editor } from "./Editor.tsx";

/** A product that isn't in the shop yet. */
export function NewProductPage() {
  const navigate = useNavigate();
  const keys = useRef(new IdempotencyKeys());
  return (
    <Editor
      onSave={async (body) => {
        const product = await createProduct({ body, headers: keys.current.headers(body) });
        keys.current.done();
        return product;
      }}
      onSaved={({ id }) => navigate({ to: "/products/$id", params: { id: String(id) }, replace: true })}
    />
  );
}
