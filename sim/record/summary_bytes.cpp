#include "base/bytes.hpp"
#include "record/summary.hpp"

namespace poach {

void Summary::save(ByteWriter& out) const {
  out.value(replicates_);
  out.value(burn_in_.ticks);
  out.value(burn_in_.employment_change);
  out.value(burn_in_.pay_change);
  out.value(static_cast<std::uint64_t>(companies_.size()));
  for (const CompanyStory& c : companies_) {
    out.text(c.name);
    for (const double number :
         {c.staff_before, c.staff_after, c.poached_in, c.poached_out, c.leadership_before,
          c.leadership_after, c.output, c.to_people, c.profit}) {
      out.value(number);
    }
  }
  out.value(static_cast<std::uint64_t>(flows_.size()));
  for (const auto& [pair, moves] : flows_) {
    out.text(pair.first);
    out.text(pair.second);
    out.value(moves);
  }
  out.value(static_cast<std::uint64_t>(top_moves_.size()));
  for (const MoveStory& move : top_moves_) {
    for (const std::string* text : {&move.date, &move.researcher, &move.from, &move.to}) {
      out.text(*text);
    }
    out.value(move.pay_before);
    out.value(move.pay_after);
  }
  out.value(static_cast<std::uint64_t>(multiples_.size()));
  for (const auto& [hundredths, moves] : multiples_) {
    out.value(hundredths);
    out.value(moves);
  }
  out.value(highest_multiple_);
  out.text(first_date_);
  out.text(last_date_);
  out.value(researchers_);
  out.value(moves_);
}

void Summary::load(ByteReader& in) {
  *this = Summary();
  replicates_ = in.value<std::uint64_t>();
  burn_in_.ticks = in.value<std::int64_t>();
  burn_in_.employment_change = in.value<double>();
  burn_in_.pay_change = in.value<double>();
  for (auto left = in.value<std::uint64_t>(); left > 0; --left) {
    CompanyStory c;
    c.name = in.text();
    for (double* number :
         {&c.staff_before, &c.staff_after, &c.poached_in, &c.poached_out, &c.leadership_before,
          &c.leadership_after, &c.output, &c.to_people, &c.profit}) {
      *number = in.value<double>();
    }
    companies_.push_back(c);
  }
  for (auto left = in.value<std::uint64_t>(); left > 0; --left) {
    const std::string from = in.text();
    const std::string to = in.text();
    flows_[{from, to}] = in.value<double>();
  }
  for (auto left = in.value<std::uint64_t>(); left > 0; --left) {
    MoveStory move;
    for (std::string* text : {&move.date, &move.researcher, &move.from, &move.to}) {
      *text = in.text();
    }
    move.pay_before = in.value<double>();
    move.pay_after = in.value<double>();
    top_moves_.push_back(move);
  }
  for (auto left = in.value<std::uint64_t>(); left > 0; --left) {
    const auto hundredths = in.value<std::int64_t>();
    multiples_[hundredths] = in.value<std::uint64_t>();
  }
  highest_multiple_ = in.value<double>();
  first_date_ = in.text();
  last_date_ = in.text();
  researchers_ = in.value<double>();
  moves_ = in.value<double>();
}

}  // namespace poach
