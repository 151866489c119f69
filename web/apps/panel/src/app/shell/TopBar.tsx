import { AccountMenu } from "./AccountMenu.tsx";
import { Brand } from "./Brand.tsx";
import { SearchButton } from "./QuickSearch.tsx";
import classes from "./shell.module.css";

/** The head of the page on a phone. */
export function TopBar() {
  return (
    <header className={classes.top}>
      <Brand />
      <div className={classes.topTools}>
        <SearchButton />
        <AccountMenu />
      </div>
    </header>
  );
}
