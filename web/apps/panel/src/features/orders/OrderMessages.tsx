import { IdempotencyKeys, type Message, type StaffOrder, writeToBuyer } from "@kiosk/client";
import { DateTime } from "@kiosk/ui/parts";
import { Button, Textarea } from "@mantine/core";
import { Check, Clock, Send, TriangleAlert } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { useMay } from "../../session/me.ts";
import classes from "./order.module.css";

const ICONS = { waiting: Clock, sent: Check, undeliverable: TriangleAlert };

/** What was written to the buyer through the bot, whether it arrived, and a place to write more. */
export function OrderMessages({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  const may = useMay();
  return (
    <>
      {order.messages.length > 0 && (
        <ol className={classes.messages}>
          {order.messages.map((message) => (
            <Sent key={message.id} message={message} />
          ))}
        </ol>
      )}
      {!order.can_message ? (
        <p className={classes.hint}>{t("message.noChat")}</p>
      ) : (
        may("orders.contact") && <WriteForm order={order} />
      )}
    </>
  );
}

function Sent({ message }: { message: Message }) {
  const { t } = useTranslation("orders");
  const Icon = ICONS[message.state];
  return (
    <li data-state={message.state}>
      <p>{message.text}</p>
      <span className={classes.sent}>
        <Icon size={14} aria-hidden />
        {t(`message.${message.state}`)} · <DateTime at={message.sent_at ?? message.created_at} />
        {message.author_name && ` · ${message.author_name}`}
      </span>
    </li>
  );
}

function WriteForm({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  const [text, setText] = useState("");
  const keys = useRef(new IdempotencyKeys());
  const { act, isBusy } = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await act(async () => {
      const body = { text: text.trim() };
      await writeToBuyer({ path: { order_id: order.id }, body, headers: keys.current.headers() });
      keys.current.done();
      setText("");
      await stale("readOrder");
    });
  };
  return (
    <form onSubmit={send} className={classes.write}>
      <Textarea
        value={text}
        onChange={({ currentTarget }) => {
          keys.current.done();
          setText(currentTarget.value);
        }}
        placeholder={t("message.placeholder")}
        aria-label={t("message.label")}
        autosize={false}
        rows={2}
        maxLength={3000}
      />
      <Button
        type="submit"
        variant="default"
        loading={isBusy}
        disabled={!text.trim()}
        leftSection={<Send size={16} aria-hidden />}
      >
        {t("message.send")}
      </Button>
    </form>
  );
}
