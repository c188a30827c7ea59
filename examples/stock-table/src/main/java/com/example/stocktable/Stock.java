package com.example.stocktable;

import java.math.BigDecimal;

/** A row of the table. */
record Stock(long number, String symbol, String company, BigDecimal price, BigDecimal change) {}
