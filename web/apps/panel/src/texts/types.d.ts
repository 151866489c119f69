import "i18next";
import type account from "../../locales/en/account.json";
import type categories from "../../locales/en/categories.json";
import type common from "../../locales/en/common.json";
import type customers from "../../locales/en/customers.json";
import type exchange from "../../locales/en/exchange.json";
import type orders from "../../locales/en/orders.json";
import type products from "../../locales/en/products.json";
import type settings from "../../locales/en/settings.json";
import type signIn from "../../locales/en/sign-in.json";
import type start from "../../locales/en/start.json";
import type today from "../../locales/en/today.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    interpolationPrefix: "{";
    interpolationSuffix: "}";
    resources: {
      account: typeof account;
      categories: typeof categories;
      common: typeof common;
      customers: typeof customers;
      exchange: typeof exchange;
      orders: typeof orders;
      products: typeof products;
      settings: typeof settings;
      "sign-in": typeof signIn;
      start: typeof start;
      today: typeof today;
    };
  }
}
