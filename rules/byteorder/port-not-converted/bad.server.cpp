#include <netinet/in.h>
#include <string>
#include <sys/socket.h>

namespace {
constexpr int kPort = 9000;
}

class Server {
  public:
    void prepare()
    {
        address_.sin_family = AF_INET;
        address_.sin_port = kPort; // want "9000 is in that of the machine"
    }

    void prepare_cast()
    {
        address_.sin_port = static_cast<in_port_t>(9001); // want "9001 is in that of the machine"
    }

    int open(int s) const
    {
        return connect(s, reinterpret_cast<const sockaddr *>(&address_), sizeof address_);
    }

  private:
    sockaddr_in address_{};
};
