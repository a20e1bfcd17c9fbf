"""Header rows of other marketplaces' exports, as the platforms write them."""

OZON_PRODUCTS = (
    *("Товары", "Модель", "Ozon ID", "Артикул", "День", "Показы, всего", "Показы на карточке товара"),
    *("В корзину, всего", "Заказано товаров", "Показы в поиске и каталоге", "Позиция в поиске и каталоге"),
    *("В корзину из карточки товара", "В корзину из поиска или каталога", "Отменено товаров"),
    *("Доставлено товаров", "Возвращено товаров", "Заказано на сумму", "Конверсия в корзину, общая"),
)
OZON_ADS = (
    *("День", "sku", "Название товара", "Цена товара, ₽", "Показы", "Клики", "CTR, %"),
    *("Добавления в корзину", "Средняя стоимость клика, ₽", "Расход, ₽, с НДС", "Продано товаров"),
    *("Продажи в продвижении, ₽", "Продано товаров модели", "Продажи в продвижении с заказов модели, ₽"),
    *("ДРР в продвижении, %", "Заказано на сумму, ₽", "ДРР (общий), %", "Дата добавления"),
)
OZON_ADS_OLDER = (
    *("День", "sku", "Название товара", "Цена товара, ₽", "Показы", "Клики", "CTR (%)", "В корзину"),
    *("Средняя стоимость клика, ₽", "Расход, ₽, с НДС", "Заказы", "Выручка, ₽", "ДРР, %"),
)
AMAZON_PRODUCTS = (
    *("(Parent) ASIN", "(Child) ASIN", "Title", "SKU", "Sessions - Total", "Sessions - Total - B2B"),
    *("Session Percentage - Total", "Session Percentage - Total - B2B", "Page Views - Total"),
    *("Page Views - Total - B2B", "Page Views Percentage - Total", "Page Views Percentage - Total - B2B"),
    *("Featured Offer (Buy Box) Percentage", "Featured Offer (Buy Box) Percentage - B2B", "Units Ordered"),
    *("Units Ordered - B2B", "Unit Session Percentage", "Unit Session Percentage - B2B"),
    *("Ordered Product Sales", "Ordered Product Sales - B2B", "Total Order Items", "Total Order Items - B2B"),
)
AMAZON_TERMS = (
    *("Start Date", "End Date", "Portfolio name", "Currency", "Campaign Name", "Ad Group Name", "Retailer"),
    *("Country", "Targeting", "Match Type", "Customer Search Term", "Impressions", "Clicks"),
    *("Click-Thru Rate (CTR)", "Cost Per Click (CPC)", "Spend", "7 Day Total Sales "),
    *("Total Advertising Cost of Sales (ACOS) ", "Total Return on Advertising Spend (ROAS)"),
    *("7 Day Total Orders (#)", "7 Day Total Units (#)", "7 Day Conversion Rate"),
    *("7 Day Advertised SKU Units (#)", "7 Day Other SKU Units (#)", "7 Day Advertised SKU Sales "),
    "7 Day Other SKU Sales ",
)
