import { createProduct, IdempotencyKeys } from "@kiosk/client";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { Editor } from "./Editor.tsx";

/** A product that isn't in the shop yet. */
export function NewProductPage() {
  const navigate = useNavigate();
  const keys = useRef(new IdempotencyKeys());
  const sent = useRef("");
  return (
    <Editor
      onSave={async (body) => {
        // A lost answer's call may be repeated; another body is another call.
        const text = JSON.stringify(body);
        if (text !== sent.current) keys.current.done();
        sent.current = text;
        const product = await createProduct({ body, headers: keys.current.headers() });
        keys.current.done();
        return product;
      }}
      onSaved={({ id }) => navigate({ to: "/products/$id", params: { id: String(id) }, replace: true })}
    />
  );
}
