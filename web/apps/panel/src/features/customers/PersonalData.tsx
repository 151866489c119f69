import { type CustomerOut, type PersonalDataOut, reveal } from "@kiosk/client";
import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Eye, EyeOff } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { useMay } from "../../session/me.ts";
import classes from "./customer.module.css";

/** How to reach the customer: masked until somebody asks, and whoever asks is noted. Leaving the page masks it again. */
export function PersonalData({ customer }: { customer: CustomerOut }) {
  const { t } = useTranslation("customers");
  const may = useMay();
  const [shown, setShown] = useState<PersonalDataOut>();
  const [isAsking, dialog] = useDisclosure();
  const username = shown?.username ?? customer.username;
  return (
    <>
      <dl className={classes.facts}>
        <Fact name={t("name")}>{shown?.contact_name ?? shown?.name ?? customer.name}</Fact>
        <Fact name={t("phone")}>
          {shown?.phone ? <a href={`tel:${shown.phone}`}>{shown.phone}</a> : (customer.phone ?? "—")}
        </Fact>
        <Fact name={t("personal.telegram")}>
          {username ? `@${username.replace(/^@/, "")}` : "—"}
          {shown?.telegram_id && ` · ${shown.telegram_id}`}
        </Fact>
        <Fact name={t("personal.addresses")}>
          {shown?.addresses.length ? (
            <ul className={classes.addresses}>
              {shown.addresses.map((address) => (
                <li key={address}>{address}</li>
              ))}
            </ul>
          ) : (
            t("personal.addressCount", { count: customer.address_count })
          )}
        </Fact>
        <Fact name={t("personal.chat")}>{t(customer.has_chat ? "personal.hasChat" : "personal.noChat")}</Fact>
      </dl>
      {may("customers.reveal") && (
        <Button
          variant="default"
          mt="md"
          fullWidth
          leftSection={shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
          onClick={shown ? () => setShown(undefined) : dialog.open}
        >
          {t(shown ? "personal.hide" : "personal.show")}
        </Button>
      )}
      <AskDialog id={customer.id} isOpen={isAsking} onClose={dialog.close} onShown={setShown} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface AskDialogProps {
  id: number;
  isOpen: boolean;
  onClose: () => void;
  onShown: (data: PersonalDataOut) => void;
}

function AskDialog({ id, isOpen, onClose, onShown }: AskDialogProps) {
  const { t } = useTranslation(["customers", "common"]);
  const [reason, setReason] = useState("");
  const { act, isBusy } = useAct();
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const isShown = await act(async () => {
      onShown(await reveal({ path: { customer_id: id }, body: { reason: reason.trim() } }));
      await stale("readCustomer");
    });
    if (isShown) onClose();
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("personal.question")}>
      <form onSubmit={ask}>
        <Text c="dimmed" mb="md">
          {t("personal.logged")}
        </Text>
        <TextInput
          label={t("personal.reason")}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={300}
          data-autofocus
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={isBusy}>
            {t("personal.confirm")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
