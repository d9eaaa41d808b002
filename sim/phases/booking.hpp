#pragma once
// Booking amounts when they fall due. Pay is not booked here: it falls due for everyone at the end
// of each tick (close_accounts).

#include "world/tick.hpp"

namespace poach {

/// A company pays an amount to a person of the block, USD: both sides book it.
inline void book_payment(const TickWants& wants, BlockLog& log, CompanyId company, Account account,
                         double amount) {
  if (!wants.money) return;
  const double rounded = rounded_amount(amount);
  log.bookings.push_back({company, account, rounded});
  log.received.add(rounded);
}

/// A company spends an amount that no researcher receives, or notes a change of its promises, USD.
inline void book(const TickWants& wants, BlockLog& log, CompanyId company, Account account,
                 double amount) {
  if (wants.money) log.bookings.push_back({company, account, rounded_amount(amount)});
}

/// Notes that someone who leaves loses the unvested equity, USD.
inline void book_forfeit(const TickWants& wants, BlockLog& log, CompanyId company,
                         double unvested) {
  if (unvested > 0.0) book(wants, log, company, Account::forfeited, unvested);
}

}  // namespace poach
