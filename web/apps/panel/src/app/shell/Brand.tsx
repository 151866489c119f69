import { Link } from "@tanstack/react-router";
import classes from "./shell.module.css";

/** The awning, and the way home. */
export function Brand() {
  return (
    <Link to="/" className={classes.brand ?? ""}>
      <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width={28} height={28} />
      Kiosk
    </Link>
  );
}
