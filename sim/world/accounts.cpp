#include "world/accounts.hpp"

namespace poach {

void CompanyAccounts::add(const CompanyAccounts& other) {
  output.add(other.output);
  for (std::size_t a = 0; a < account_count; ++a) booked[a].add(other.booked[a]);
}

ExactSum CompanyAccounts::paid_to_people() const {
  ExactSum sum;
  for (std::size_t a = 0; a < received_count; ++a) sum.add(booked[a]);
  return sum;
}

ExactSum CompanyAccounts::profit() const {
  ExactSum rest = output;
  for (std::size_t a = 0; a < cost_count; ++a) rest.subtract(booked[a]);
  return rest;
}

void PeoplesAccounts::add(const PeoplesAccounts& other) {
  received.add(other.received);
  surplus.add(other.surplus);
}

}  // namespace poach
