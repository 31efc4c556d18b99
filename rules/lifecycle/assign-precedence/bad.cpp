#include <sys/socket.h>
#include <unistd.h>

int declared_in_condition_bad()
{
    if (int s = ::socket(AF_INET, SOCK_DGRAM, 0) < 0) // want "'s' gets 0 or 1 here"
        return s;
    return 0;
}
