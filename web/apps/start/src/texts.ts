import type { Language } from "@kiosk/ui";

/** Every word of the start page; `index.html` carries the English ones for readers without scripts. */
export interface StartTexts {
  line: string;
  chat: string;
  chatMore: string;
  office: string;
  officeMore: string;
  docs: string;
  data: string;
  health: string;
  ready: string;
  notReady: string;
  note: string;
  begin: string;
  beginMore: string;
  beginOffice: string;
  copy: string;
  copied: string;
  language: string;
  more: string;
  toDark: string;
  toLight: string;
}

export const TEXTS: Readonly<Record<Language, StartTexts>> = {
  en: {
    line: "A shop inside Telegram: your customers choose and order without leaving the chat.",
    chat: "Open the chat",
    chatMore: "Buy something from the bot and watch the order reach the seller.",
    office: "Open the back office",
    officeMore: "Orders, products and customers in the owner’s panel. You are signed in at once.",
    docs: "API documentation",
    data: "Products as JSON",
    health: "Server health",
    ready: "ready",
    notReady: "not ready yet",
    note: "This is a demo on your own computer: the buyers, the money and the messages are make-believe.",
    begin: "This shop doesn’t exist yet",
    beginMore:
      "Open the back office: you become its owner and are led to the first order. Asked for the bot’s token, give this one, as @BotFather would have given it to you:",
    beginOffice: "Become the owner and open the shop, step by step.",
    copy: "Copy",
    copied: "Copied",
    language: "Language",
    more: "More",
    toDark: "Switch to dark",
    toLight: "Switch to light",
  },
  ru: {
    line: "Магазин прямо в\u00a0Telegram: покупатели выбирают и заказывают, не выходя из чата.",
    chat: "Открыть чат",
    chatMore: "Купите что-нибудь у бота и посмотрите, как заказ приходит продавцу.",
    office: "Открыть кабинет",
    officeMore: "Заказы, товары и покупатели в кабинете владельца. Вход выполняется сразу.",
    docs: "Документация API",
    data: "Товары в JSON",
    health: "Состояние сервера",
    ready: "работает",
    notReady: "пока не готов",
    note: "Это демонстрация на вашем компьютере: покупатели, деньги и сообщения — понарошку.",
    begin: "Этого магазина ещё нет",
    beginMore:
      "Откройте кабинет: вы станете владельцем и шаг за шагом дойдёте до первого заказа. Когда понадобится токен бота, вставьте этот, как будто его выдал @BotFather:",
    beginOffice: "Станьте владельцем и откройте магазин шаг за шагом.",
    copy: "Скопировать",
    copied: "Скопировано",
    language: "Язык",
    more: "Ещё",
    toDark: "Включить тёмную тему",
    toLight: "Включить светлую тему",
  },
  uk: {
    line: "Крамниця просто в\u00a0Telegram: покупці обирають і замовляють, не виходячи з чату.",
    chat: "Відкрити чат",
    chatMore: "Купіть щось у бота й подивіться, як замовлення надходить продавцеві.",
    office: "Відкрити кабінет",
    officeMore: "Замовлення, товари й покупці в кабінеті власника. Вхід виконується одразу.",
    docs: "Документація API",
    data: "Товари у JSON",
    health: "Стан сервера",
    ready: "працює",
    notReady: "ще не готовий",
    note: "Це демонстрація на вашому комп’ютері: покупці, гроші й повідомлення тут несправжні.",
    begin: "Цієї крамниці ще немає",
    beginMore:
      "Відкрийте кабінет: ви станете власником і крок за кроком дійдете до першого замовлення. Коли знадобиться токен бота, вставте цей, ніби його видав @BotFather:",
    beginOffice: "Станьте власником і відкрийте крамницю крок за кроком.",
    copy: "Скопіювати",
    copied: "Скопійовано",
    language: "Мова",
    more: "Ще",
    toDark: "Увімкнути темну тему",
    toLight: "Увімкнути світлу тему",
  },
  kk: {
    line: "Telegram ішіндегі дүкен: сатып алушылар чаттан шықпай-ақ таңдап, тапсырыс береді.",
    chat: "Чатты ашу",
    chatMore: "Боттан бірдеңе сатып алып, тапсырыстың сатушыға қалай жететінін көріңіз.",
    office: "Кабинетті ашу",
    officeMore: "Иесінің кабинетіндегі тапсырыстар, тауарлар және сатып алушылар. Бірден кіресіз.",
    docs: "API құжаттамасы",
    data: "Тауарлар JSON түрінде",
    health: "Сервердің күйі",
    ready: "жұмыс істеп тұр",
    notReady: "әлі дайын емес",
    note: "Бұл — өз компьютеріңіздегі үлгі: сатып алушылар да, ақша да, хабарламалар да шынайы емес.",
    begin: "Бұл дүкен әлі жоқ",
    beginMore:
      "Кабинетті ашыңыз: дүкен иесі болып, бірінші тапсырысқа дейін қадамдап барасыз. Боттың токені сұралғанда, @BotFather бергендей етіп, мынаны қойыңыз:",
    beginOffice: "Иесі болып, дүкенді қадамдап ашыңыз.",
    copy: "Көшіру",
    copied: "Көшірілді",
    language: "Тіл",
    more: "Тағы",
    toDark: "Қараңғы тақырыпқа ауысу",
    toLight: "Жарық тақырыпқа ауысу",
  },
};
