declare module "virtual:kiosk-theme.css";
