import { send } from "@kiosk/client";

/** Opens a file of the API (a packing slip) in a tab of its own, or saves it when `name` is given. Raises Refusal. */
export async function openFile(path: string, name?: string): Promise<void> {
  // The tab is opened before the answer: browsers only let a press open one.
  const tab = name ? null : window.open("", "_blank");
  try {
    const answer = await send(new Request(new URL(path, location.origin)));
    const address = URL.createObjectURL(await answer.blob());
    if (tab) tab.location.replace(address);
    else save(address, name ?? "");
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    tab?.close();
    throw error;
  }
}

function save(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
